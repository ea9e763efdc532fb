using System.Runtime.ExceptionServices;
using OpenAIFineTune.Api;
using OpenAIFineTune.Api.Completions;
using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Asking;

/// <summary>Asks one model all prompts of a file, several at once, and notes the answers in the file's order.</summary>
internal sealed class ModelExam(FineTuneClient client, PromptFormat format, Measurement measurement)
{
    // What OpenAI's completions endpoint takes for an answer's length when nothing is said.
    private const int LeastMaxTokens = 16;

    public required CompletionSettings Settings { get; init; }

    public string? SystemMessage { get; init; }

    public int ThrottleLimit { get; init; } = 1;

    /// <summary>
    /// Asks everything, and tells after each prompt why it has no answer: null for one that has. A failure that every
    /// prompt would meet is thrown.
    /// </summary>
    public async IAsyncEnumerable<Exception?> RunAsync(
        IReadOnlyList<EvaluationExample> examples, [EnumeratorCancellation] CancellationToken cancellation)
    {
        CompletionSettings settings = Settings with { MaxTokens = Settings.MaxTokens ?? Room(examples) };
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using CompletionBatch<EvaluationExample> batch = new(ThrottleLimit, log: null, stop.Token) { MostRounds = 1 };
        try
        {
            for (int i = 0; i < examples.Count; i++)
            {
                batch.Add(examples[i], RequestOf(examples[i], settings), client);
                bool isLast = i == examples.Count - 1;
                await foreach (AskedPrompt<EvaluationExample> asked in
                    batch.TakeAsync(all: isLast, cancellation).ConfigureAwait(false))
                {
                    yield return Note(asked);
                }
            }
        }
        finally
        {
            // After a failure that ends the run, the requests under way are of no use.
            await stop.CancelAsync().ConfigureAwait(false);
        }
    }

    private Exception? Note(AskedPrompt<EvaluationExample> asked)
    {
        if (asked.Failure is null)
        {
            measurement.Add(Measured(asked));
        }
        else if (Failure.EndsTheRun(asked.Failure)
            || asked.Failure is FineTuneException { ErrorId: "NotFound" or "PermissionDenied" })
        {
            ExceptionDispatchInfo.Throw(asked.Failure);
        }

        return asked.Failure;
    }

    private MeasuredAnswer Measured(AskedPrompt<EvaluationExample> asked) => new()
    {
        Line = asked.Source.Line,
        Prompt = Question(asked.Source.Prompt),
        Expected = AnswerTrimmer.Trim(asked.Request, asked.Source.Completion).Trim(),
        Answer = asked.Answers.Count > 0 ? asked.Answers[0].Text.Trim() : "",
        Latency = asked.Latency,
        Usage = asked.Answers.Count > 0 ? asked.Answers[0].Usage : null,
    };

    // What a person looks for in a list of mistakes is the question, without the mark that ends every one of them.
    private string Question(string prompt)
        => format.Separator is string separator && prompt.EndsWith(separator, StringComparison.Ordinal)
            ? prompt[..^separator.Length] : prompt;

    private CompletionRequest RequestOf(EvaluationExample example, CompletionSettings settings)
        => new(format, example.Prompt)
        {
            Messages = example.Messages,
            SystemMessage = SystemMessage,
            Settings = settings,
        };

    // A token is at least one byte: room for the longest answer, where the service's default may cut it short.
    private int? Room(IReadOnlyList<EvaluationExample> examples)
        => format.Endpoint == CompletionEndpoint.Completions
            ? examples.Max(example => Math.Max(LeastMaxTokens, Encoding.UTF8.GetByteCount(example.Completion)))
            : null;
}
