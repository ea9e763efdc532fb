using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Text;
using OpenAIFineTune.Api;
using OpenAIFineTune.Api.Completions;
using OpenAIFineTune.Evaluation;
using OpenAIFineTune.PowerShell;
using OpenAIFineTune.PowerShell.Progress;

namespace OpenAIFineTune.Commands;

/// <summary>Asks one model all prompts of a file, several at once, and notes the answers in the file's order.</summary>
internal sealed class ModelExam(FineTuneClient client, PromptFormat format, CompletionSettings settings)
{
    // What OpenAI's completions endpoint takes for an answer's length when nothing is said.
    private const int LeastMaxTokens = 16;

    private Exception? _failure;

    public required Measurement Measurement { get; init; }

    public string? SystemMessage { get; init; }

    /// <summary>False to ask for the most probable answer, which a measurement is about.</summary>
    public bool IsTemperatureChosen { get; init; }

    public int ThrottleLimit { get; init; } = 1;

    /// <summary>Asks everything. Throws when no prompt at all was answered.</summary>
    public async Task RunAsync(
        IReadOnlyList<EvaluationExample> examples, PipelineWriter pipeline, CancellationToken cancellation)
    {
        BatchProgress progress = new($"Measuring {format.Model}", client.Time) { Total = examples.Count };
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            await foreach (bool hasFailed in AskAllAsync(examples, stop.Token).ConfigureAwait(false))
            {
                await progress.CountAsync(hasFailed, pipeline).ConfigureAwait(false);
            }
        }
        finally
        {
            // After a failure that ends the run, the requests under way are of no use.
            await stop.CancelAsync().ConfigureAwait(false);
            await progress.EndAsync(pipeline).ConfigureAwait(false);
        }

        if (!Measurement.HasAnswers && _failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }
    }

    private async IAsyncEnumerable<bool> AskAllAsync(
        IReadOnlyList<EvaluationExample> examples, [EnumeratorCancellation] CancellationToken cancellation)
    {
        CompletionSettings chosen = Choose(examples);
        OrderedWindow<(MeasuredAnswer? Answer, Exception? Failure)> window = new(ThrottleLimit);
        foreach (EvaluationExample example in examples)
        {
            window.Add(() => AskAsync(example, chosen, cancellation), cancellation);
            while (window.MustTake)
            {
                yield return Note(await window.TakeAsync(cancellation).ConfigureAwait(false));
            }
        }

        while (!window.IsEmpty)
        {
            yield return Note(await window.TakeAsync(cancellation).ConfigureAwait(false));
        }
    }

    /// <summary>Counts an answer, or a failure and is true. One that every prompt would meet is thrown.</summary>
    private bool Note((MeasuredAnswer? Answer, Exception? Failure) outcome)
    {
        if (outcome.Answer is not null)
        {
            Measurement.Add(outcome.Answer);
            return false;
        }

        _failure = outcome.Failure!;
        if (CompletionFailures.EndTheRun(_failure)
            || _failure is FineTuneException { ErrorId: "NotFound" or "PermissionDenied" })
        {
            ExceptionDispatchInfo.Throw(_failure);
        }

        Measurement.AddFailure(Errors.From(_failure, target: null).FullyQualifiedErrorId);
        return true;
    }

    private async Task<(MeasuredAnswer? Answer, Exception? Failure)> AskAsync(
        EvaluationExample example, CompletionSettings chosen, CancellationToken cancellation)
    {
        CompletionRequest request = new(format, example.Prompt)
        {
            Messages = example.Messages,
            SystemMessage = SystemMessage,
            Settings = chosen,
        };
        long start = client.Time.GetTimestamp();
        try
        {
            IReadOnlyList<FineTunedCompletion> answers = await client.Completions
                .CompleteAsync(request, cancellation).ConfigureAwait(false);
            MeasuredAnswer answer = new()
            {
                Line = example.Line,
                Prompt = Question(example.Prompt),
                Expected = AnswerTrimmer.Trim(request, example.Completion).Trim(),
                Answer = answers.Count > 0 ? answers[0].Text.Trim() : "",
                Latency = client.Time.GetElapsedTime(start),
                Usage = answers.Count > 0 ? answers[0].Usage : null,
            };
            return (answer, null);
        }
        catch (Exception e) when (!Errors.IsPipelineControl(e))
        {
            return (null, e);
        }
    }

    // What a person looks for in a list of mistakes is the question, without the mark that ends every one of them.
    private string Question(string prompt)
        => format.Separator is string separator && prompt.EndsWith(separator, StringComparison.Ordinal)
            ? prompt[..^separator.Length]
            : prompt;

    private CompletionSettings Choose(IReadOnlyList<EvaluationExample> examples)
    {
        // A token is at least one byte: room for the longest answer, where the service's default may cut it short.
        int? room = format.Endpoint == CompletionEndpoint.Completions
            ? examples.Max(example => Math.Max(LeastMaxTokens, Encoding.UTF8.GetByteCount(example.Completion)))
            : null;
        return settings with
        {
            Temperature = IsTemperatureChosen ? settings.Temperature : 0,
            MaxTokens = settings.MaxTokens ?? room,
        };
    }
}
