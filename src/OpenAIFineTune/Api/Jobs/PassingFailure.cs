using System.Text.Json;

namespace OpenAIFineTune.Api.Jobs;

/// <summary>Tells the failures that go away by themselves from those that stay.</summary>
internal static class PassingFailure
{
    /// <summary>True for an outage or an overload, after which the same request may well succeed.</summary>
    public static bool Is(Exception failure) => failure switch
    {
        FineTuneException known =>
            known.ErrorId is "RateLimited" or "ServerFailed" or "ConnectionFailed" or "RequestTimedOut",
        HttpRequestException or TimeoutException or IOException or JsonException => true,
        _ => false,
    };
}
