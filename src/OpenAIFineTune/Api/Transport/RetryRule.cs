using OpenAIFineTune.Services;

namespace OpenAIFineTune.Api.Transport;

/// <summary>Decides which failures are worth another try, and after what time.</summary>
internal sealed class RetryRule(TransportLimits limits, Func<double> random)
{
    // openai-python's: 0.5 s, doubled each time, up to 8 s, up to a quarter less at random.
    private const double FirstDelay = 0.5;
    private const double MaxDelay = 8;
    private const double Jitter = 0.25;

    /// <summary>The pause after so many tries; null when there are no more, or no time for it.</summary>
    /// <param name="tries">The tries that were made.</param>
    /// <param name="failure">How the last one failed.</param>
    /// <param name="left">The time that the call has left; null for no limit.</param>
    public TimeSpan? PauseAfter(int tries, Exception failure, TimeSpan? left)
    {
        TimeSpan delay = Delay(tries - 1, failure);
        return tries > limits.MaxRetry || delay >= left ? null : delay;
    }

    /// <summary>Whether a request that failed so is tried again.</summary>
    public bool ShouldRetry(ApiRequest request, Exception? failure)
    {
        if (failure is null or OperationCanceledException || (!request.IsRepeatable && Failure.LeavesOpen(failure)))
        {
            return false;
        }

        return failure switch
        {
            ApiException { ErrorId: "QuotaExceeded" or "RedirectRefused" or "TrainingNotAvailable" } => false,
            ApiException { RetryAfter: TimeSpan hint } when hint > limits.MaxHint => false,
            ApiException { ShouldRetry: bool should } => should,
            // What was answered was done, and may have been paid for: only reading is free.
            ApiException { IsUnreadable: true } => request.Method == HttpMethod.Get,
            ApiException api => (int)api.Status is 408 or 409 or 429 or >= 500,
            HttpRequestException or TimeoutException => true,
            _ => false,
        };
    }

    /// <summary>The wait before try <paramref name="attempt"/> + 2; the service's own word wins.</summary>
    public TimeSpan Delay(int attempt, Exception? failure)
    {
        if (failure is ApiException { RetryAfter: TimeSpan hint } && hint <= limits.MaxHint)
        {
            // The hint is a minimum: many clients that come back at the same moment would be refused again.
            return hint + TimeSpan.FromSeconds(Math.Min(hint.TotalSeconds * Jitter, 1) * random());
        }

        double delay = Math.Min(FirstDelay * Math.Pow(2, Math.Min(attempt, 10)), MaxDelay);
        return TimeSpan.FromSeconds(delay * (1 - (Jitter * random())));
    }

    /// <summary>How long nothing at all is sent after such a failure; never longer than <see cref="Delay"/>.</summary>
    public static TimeSpan Pause(ApiException failure)
        => failure.RetryAfter ?? TimeSpan.FromSeconds(FirstDelay * (1 - Jitter));
}
