using OpenAIFineTune.Connections;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace OpenAIFineTune.Api.Transport;

/// <summary>Puts the strategies of a call in order: the whole call's limit, the tries, each try's limit.</summary>
internal static class RetryPipeline
{
    // What an upload may need on top of an attempt's limit: a slow line of 100 kB a second.
    private const double SlowestBytesPerSecond = 100_000;

    /// <summary>The request of a call, for its strategies.</summary>
    public static ResiliencePropertyKey<ApiRequest> Request { get; } = new("request");

    public static ResiliencePipeline Build(
        TransportLimits limits, RetryRule rule, TimeProvider time, ITransportLog log)
    {
        ResiliencePipelineBuilder builder = new() { TimeProvider = time };
        if (limits.Call is TimeSpan call)
        {
            _ = builder.AddTimeout(call);
        }

        if (limits.MaxRetry > 0)
        {
            _ = builder.AddRetry(Retry(limits, rule, log));
        }

        return builder
            .AddTimeout(new TimeoutStrategyOptions
            {
                TimeoutGenerator = args => ValueTask.FromResult(AttemptLimit(limits, RequestOf(args.Context))),
            })
            .Build();
    }

    private static RetryStrategyOptions Retry(TransportLimits limits, RetryRule rule, ITransportLog log) => new()
    {
        MaxRetryAttempts = limits.MaxRetry,
        ShouldHandle = args => ValueTask.FromResult(rule.ShouldRetry(RequestOf(args.Context), args.Outcome.Exception)),
        DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(
            rule.Delay(args.AttemptNumber, args.Outcome.Exception)),
        OnRetry = args =>
        {
            ApiRequest request = RequestOf(args.Context);
            log.Verbose(
                $"{request.Method} {request.Path} failed: {args.Outcome.Exception?.Message.TrimEnd('.')}; "
                + $"trying again in {args.RetryDelay.TotalSeconds:0.0} s "
                + $"({args.AttemptNumber + 1} of {limits.MaxRetry}).");
            return default;
        },
    };

    private static TimeSpan AttemptLimit(TransportLimits limits, ApiRequest request)
        => limits.Attempt + TimeSpan.FromSeconds(request.UploadBytes / SlowestBytesPerSecond);

    private static ApiRequest RequestOf(ResilienceContext context)
        => context.Properties.GetValue(Request, null!);
}
