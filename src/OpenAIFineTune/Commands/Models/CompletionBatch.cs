using OpenAIFineTune.Api;
using OpenAIFineTune.Api.Completions;
using OpenAIFineTune.PowerShell;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.Commands;

/// <summary>Prompts on their way: a number of requests overlap, the answers come out in the prompts' order.</summary>
/// <param name="parallel">How many requests overlap.</param>
/// <param name="log">Where answers are recorded and found again; null for nowhere.</param>
/// <param name="lifetime">Ends the requests.</param>
internal sealed class CompletionBatch(int parallel, AnswerLog? log, CancellationToken lifetime) : IDisposable
{
    // Each round has all the tries of the connection.
    private const int MostRounds = 5;

    private readonly OrderedWindow<CompletionTask> _window = new(parallel);
    private long _added;

    public bool IsEmpty => _window.IsEmpty;

    /// <summary>True when an answer must be taken before the next prompt is added, or can be without waiting.</summary>
    public bool MustTake => _window.MustTake;

    /// <summary>Starts a request as soon as fewer than the allowed number are under way.</summary>
    public void Add(CompletionTask task, FineTuneClient client)
    {
        AnswerKey? key = log is null ? null : AnswerKey.Of(_added, task.Request, client.Connection.Provider);
        _added++;
        IReadOnlyList<FineTunedCompletion>? recorded =
            key is null ? null : log!.Take(key.Value, client.Connection.Name);
        _window.Add(
            () => recorded is null
                ? AskAsync(task with { Key = key }, client)
                : Task.FromResult(task with { Answers = recorded }),
            lifetime);
    }

    /// <summary>Waits for the answer to the oldest prompt.</summary>
    public Task<CompletionTask> TakeAsync(CancellationToken cancellation) => _window.TakeAsync(cancellation);

    public void Dispose() => log?.Dispose();

    private async Task<CompletionTask> AskAsync(CompletionTask task, FineTuneClient client)
    {
        try
        {
            IReadOnlyList<FineTunedCompletion> answers =
                await PatientlyAsync(task.Request, client).ConfigureAwait(false);
            return task with { Answers = answers, Failure = Record(task.Key, answers) };
        }
        catch (Exception e) when (!Errors.IsPipelineControl(e))
        {
            return task with { Failure = e };
        }
    }

    // Of many prompts some are bound to meet the limit again and again, though the run as a whole moves on.
    private async Task<IReadOnlyList<FineTunedCompletion>> PatientlyAsync(
        CompletionRequest request, FineTuneClient client)
    {
        for (int round = 1; ; round++)
        {
            try
            {
                return await client.Completions.CompleteAsync(request, lifetime).ConfigureAwait(false);
            }
            catch (ApiException e) when (round < MostRounds && MayAskAgain(e, client.Connection.Limits))
            {
            }
        }
    }

    private bool MayAskAgain(ApiException refusal, TransportLimits limits)
        => parallel > 1
            && limits.MaxRetry > 0
            && refusal is { ErrorId: "RateLimited", ShouldRetry: not false }
            && !(refusal.RetryAfter > limits.MaxHint);

    private FineTuneException? Record(AnswerKey? key, IReadOnlyList<FineTunedCompletion> answers)
    {
        try
        {
            if (key is not null)
            {
                log!.Append(key.Value, answers);
            }

            return null;
        }
        catch (IOException e)
        {
            return new FineTuneException("OutputFailed", $"An answer came and could not be recorded: {e.Message}", e);
        }
    }
}
