using Polly;
using Polly.Retry;

namespace OpenAIFineTune.Api.Transport;

/// <summary>Tries a call again when that may help, and while its time lasts.</summary>
internal static class RetryPipeline
{
    /// <summary>The request of a call, for its strategies.</summary>
    public static ResiliencePropertyKey<ApiRequest> Request { get; } = new("request");

    public static ResiliencePipeline Build(
        FineTuneConnection connection, RetryRule rule, TimeProvider time, ITransportLog log)
    {
        ResiliencePipelineBuilder builder = new() { TimeProvider = time };
        if (connection.Limits.MaxRetry > 0)
        {
            _ = builder.AddRetry(Retry(connection.Limits.MaxRetry, rule, new CallLimit(connection, time), log));
        }

        return builder.Build();
    }

    private static RetryStrategyOptions Retry(int maxRetry, RetryRule rule, CallLimit limit, ITransportLog log) => new()
    {
        MaxRetryAttempts = maxRetry,
        // A wait that the call's time can't hold would only hide the failure.
        ShouldHandle = args => ValueTask.FromResult(
            rule.ShouldRetry(RequestOf(args.Context), args.Outcome.Exception)
            && !(rule.Delay(args.AttemptNumber, args.Outcome.Exception) >= limit.Left)),
        DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(
            rule.Delay(args.AttemptNumber, args.Outcome.Exception)),
        OnRetry = args =>
        {
            ApiRequest request = RequestOf(args.Context);
            log.Verbose(
                $"{request.Method} {request.Path} failed: {args.Outcome.Exception?.Message.TrimEnd('.')}; "
                + $"trying again in {args.RetryDelay.TotalSeconds:0.0} s "
                + $"({args.AttemptNumber + 1} of {maxRetry}).");
            return default;
        },
    };

    private static ApiRequest RequestOf(ResilienceContext context)
        => context.Properties.GetValue(Request, null!);
}
