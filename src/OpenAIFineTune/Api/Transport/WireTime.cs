namespace OpenAIFineTune.Api.Transport;

/// <summary>Times on the wire: seconds since 1970.</summary>
internal static class WireTime
{
    /// <summary>The time that a number of seconds stands for; null for none, 0 and what no calendar holds.</summary>
    public static DateTimeOffset? From(double? seconds)
        => seconds is > 0 and < 253_402_300_800 ? DateTimeOffset.UnixEpoch.AddSeconds(seconds.Value) : null;
}
