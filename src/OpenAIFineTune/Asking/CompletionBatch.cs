using OpenAIFineTune.Api;
using OpenAIFineTune.Api.Completions;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.Asking;

/// <summary>Prompts on their way: a number of requests overlap, the answers come out in the prompts' order.</summary>
/// <param name="parallel">How many requests overlap.</param>
/// <param name="log">Where answers are recorded and found again; null for nowhere.</param>
/// <param name="lifetime">Ends the requests.</param>
internal sealed class CompletionBatch<TSource>(int parallel, AnswerLog? log, CancellationToken lifetime) : IDisposable
{
    private readonly OrderedWindow<AskedPrompt<TSource>> _window = new(parallel);
    private long _added;

    /// <summary>How often a prompt that meets the service's limit is asked, each time with all the tries.</summary>
    public int MostRounds { get; init; } = 5;

    /// <summary>Starts a request as soon as fewer than the allowed number are under way.</summary>
    public void Add(TSource source, CompletionRequest request, FineTuneClient client)
    {
        AskedPrompt<TSource> asked = new(source, request);
        long index = _added++;
        string? key = log is null ? null : AnswerLog.KeyOf(request, client.Connection.Profile);
        IReadOnlyList<FineTunedCompletion>? recorded = key is null ? null : log!.Take(key, client.Connection.Name);
        _window.Add(
            () => recorded is null
                ? AskAsync(asked, client, answers => Record(index, key, answers))
                : Task.FromResult(asked with { Answers = recorded }),
            lifetime);
    }

    /// <summary>What has come of the oldest prompts: of those that must be taken, or of all.</summary>
    public IAsyncEnumerable<AskedPrompt<TSource>> TakeAsync(bool all, CancellationToken cancellation)
        => _window.TakeAsync(all, cancellation);

    public void Dispose() => log?.Dispose();

    private async Task<AskedPrompt<TSource>> AskAsync(
        AskedPrompt<TSource> asked,
        FineTuneClient client,
        Func<IReadOnlyList<FineTunedCompletion>, FineTuneException?> record)
    {
        long start = client.Time.GetTimestamp();
        try
        {
            IReadOnlyList<FineTunedCompletion> answers =
                await PatientlyAsync(asked.Request, client).ConfigureAwait(false);
            TimeSpan latency = client.Time.GetElapsedTime(start);
            return asked with { Answers = answers, Failure = record(answers), Latency = latency };
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return asked with { Failure = e };
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

    private FineTuneException? Record(long index, string? key, IReadOnlyList<FineTunedCompletion> answers)
    {
        try
        {
            if (key is not null)
            {
                log!.Append(index, key, answers);
            }

            return null;
        }
        catch (IOException e)
        {
            return new FineTuneException("OutputFailed", $"An answer came and could not be recorded: {e.Message}", e);
        }
    }
}
