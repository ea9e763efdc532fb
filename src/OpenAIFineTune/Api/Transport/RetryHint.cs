using System.Net.Http.Headers;

namespace OpenAIFineTune.Api.Transport;

/// <summary>What a service's answer says about trying again.</summary>
/// <param name="ShouldRetry">Its word on whether to; null when it says nothing.</param>
/// <param name="After">Its word on when; null when it says nothing that can be understood.</param>
internal readonly record struct RetryHint(bool? ShouldRetry, TimeSpan? After)
{
    // The headers, their order and what counts as no hint are those of openai-python's _calculate_retry_timeout.
    // A date is meant by the service's own clock, which its answer shows.
    public static RetryHint Read(HttpResponseHeaders headers, DateTimeOffset now) => new(
        Text(headers, "x-should-retry") switch { "true" => true, "false" => false, _ => null },
        Positive(Number(Text(headers, "retry-after-ms")) / 1000)
            ?? ReadRetryAfter(Text(headers, "retry-after"), headers.Date ?? now));

    private static TimeSpan? ReadRetryAfter(string? value, DateTimeOffset now)
    {
        if (Number(value) is double seconds)
        {
            return Positive(seconds);
        }

        return DateTimeOffset.TryParseExact(
            value, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date)
                ? Positive((date - now).TotalSeconds) : null;
    }

    private static TimeSpan? Positive(double? seconds) => seconds switch
    {
        > 0 and < 1e9 => TimeSpan.FromSeconds(seconds.Value),
        >= 1e9 => TimeSpan.MaxValue,
        _ => null,
    };

    private static double? Number(string? value)
        => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && double.IsFinite(number)
                ? number : null;

    private static string? Text(HttpResponseHeaders headers, string name)
        => headers.TryGetValues(name, out IEnumerable<string>? values) ? values.First().Trim() : null;
}
