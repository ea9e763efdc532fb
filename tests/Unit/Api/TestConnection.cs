using System.Net;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.Tests.Api;

/// <summary>Connections to services of the tests.</summary>
internal static class TestConnection
{
    public const string Key = "sk-test-key";

    /// <summary>A connection whose requests a handler answers.</summary>
    public static FineTuneConnection To(
        HttpMessageHandler handler, TransportLimits? limits = null, ApiCredential? credential = null) => new()
    {
        Name = "test",
        BaseUri = new Uri("https://service.test/v1/"),
        Handler = handler,
        Profile = ServiceProfiles.Compatible,
        Credential = credential ?? Secret(Key),
        Limits = limits ?? new TransportLimits(),
    };

    public static ApiCredential Secret(string key) => new(new NetworkCredential("", key).SecurePassword);
}
