using System.Net;
using OpenAIFineTune.Api.Transport;
using OpenAIFineTune.PowerShell.Session;
using OpenAIFineTune.Services;
using OpenAIFineTune.Tests.Api;

namespace OpenAIFineTune.Tests.Services;

public sealed class ConnectionTests
{
    [Theory]
    [InlineData(null, "OpenAI", "https://api.openai.com/v1/")]
    [InlineData("https://api.openai.com/v1", "OpenAI", "https://api.openai.com/v1/")]
    [InlineData("https://eu.api.test/v1/", "Compatible", "https://eu.api.test/v1/")]
    [InlineData("http://127.0.0.1:8080", "Compatible", "http://127.0.0.1:8080/")]
    [InlineData("http://[::1]:8080/v1", "Compatible", "http://[::1]:8080/v1/")]
    [InlineData("https://x.openai.azure.com", "Azure", "https://x.openai.azure.com/openai/v1/")]
    [InlineData("https://x.openai.azure.com/openai/", "Azure", "https://x.openai.azure.com/openai/v1/")]
    [InlineData("https://x.openai.azure.com/openai/v1", "Azure", "https://x.openai.azure.com/openai/v1/")]
    [InlineData(
        "https://x.services.ai.azure.com/api/projects/p", "Azure", "https://x.services.ai.azure.com/api/projects/p/openai/v1/")]
    public void The_address_tells_the_provider_and_is_completed(string? given, string provider, string expected)
    {
        FineTuneConnection connection = Create(new ConnectionSettings { BaseUri = given is null ? null : new Uri(given) });

        Assert.Equal((provider, expected), (connection.Provider, connection.BaseUri.AbsoluteUri));
    }

    [Theory]
    [InlineData("http://example.com/v1", "InsecureAddress")]
    [InlineData("http://127.0.0.1.example.com/v1", "InsecureAddress")]
    [InlineData("https://user:pass@example.com/v1", "InsecureAddress")]
    [InlineData("ftp://example.com", "AddressInvalid")]
    [InlineData("https://example.com/v1?key=1", "AddressInvalid")]
    [InlineData("foo", "AddressInvalid")]
    [InlineData("127.0.0.1/v1", "AddressInvalid")]
    [InlineData("localhost:8080/v1", "AddressInvalid")]
    [InlineData("user:pass@example.com/v1", "AddressInvalid")]
    public void An_address_that_would_leak_or_makes_no_sense_is_refused(string address, string errorId)
    {
        FineTuneException error = Assert.Throws<FineTuneException>(
            () => Create(new ConnectionSettings { BaseUri = new Uri(address, UriKind.RelativeOrAbsolute) }));

        Assert.Equal(errorId, error.ErrorId);
        Assert.DoesNotContain("pass@", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://user:pass@example.com/v1", "https://example.com/v1")]
    [InlineData("https://example.com/v1?key=pass", "https://example.com/v1")]
    [InlineData("http://example.com:81/v1#pass", "http://example.com:81/v1")]
    [InlineData("user:pass@example.com/v1", null)]
    [InlineData("example.com/v1?key=pass", null)]
    [InlineData("ftp://example.com/v1", "ftp://example.com/v1")]
    public void An_address_is_shown_without_what_may_be_secret(string address, string? shown)
        => Assert.Equal(shown, ServiceAddress.Shown(new Uri(address, UriKind.RelativeOrAbsolute))?.ToString());

    [Theory]
    [InlineData("http://127.0.0.1:1/v1", "http://127.0.0.1:8888", "InsecureAddress")]
    [InlineData("http://localhost:1/v1", "socks5://proxy.test:1080", "InsecureAddress")]
    [InlineData("https://example.com/v1", "proxy:8080", "AddressInvalid")]
    [InlineData("https://example.com/v1", "foo", "AddressInvalid")]
    public void No_proxy_gets_what_must_not_leave_the_machine(string address, string proxy, string errorId)
        => Assert.Equal(errorId, Assert.Throws<FineTuneException>(() => Create(new ConnectionSettings
        {
            BaseUri = new Uri(address),
            Proxy = new Uri(proxy, UriKind.RelativeOrAbsolute),
        })).ErrorId);

    [Fact]
    public async Task A_connection_that_is_replaced_ends_its_own_network()
    {
        ConnectionRegistry registry = new();
        ConnectionSettings settings = new()
        {
            BaseUri = new Uri("https://example.com/v1"),
            Proxy = new Uri("http://127.0.0.1:9"),
        };
        FineTuneConnection first = Create(settings);
        registry.Add(first);
        registry.Add(first);
        registry.Add(Create(settings));

        using HttpMessageInvoker invoker = new(first.Handler!, disposeHandler: false);
        using HttpRequestMessage request = new(HttpMethod.Get, first.BaseUri);
        _ = await Assert.ThrowsAsync<ObjectDisposedException>(
            () => invoker.SendAsync(request, TestContext.Current.CancellationToken));
        Assert.NotEqual(first, Assert.Single(registry.All));
    }

    [Theory]
    [InlineData("OpenAI", "ApiKeyMissing")]
    [InlineData("Nebius", "ApiKeyMissing")]
    [InlineData("Compatible", "AddressMissing")]
    public void What_is_missing_is_named(string provider, string errorId)
        => Assert.Equal(
            errorId,
            Assert.Throws<FineTuneException>(
                () => ConnectionFactory.Create(new ConnectionSettings { Provider = provider })).ErrorId);

    [Fact]
    public void OpenAI_gets_a_bearer_key_organization_and_project()
    {
        Dictionary<string, string> headers = HeadersOf(
            Create(new ConnectionSettings { Organization = "org-1", Project = "proj_1" }));

        Assert.Equal($"Bearer {TestConnection.Key}", headers["Authorization"]);
        Assert.Equal(("org-1", "proj_1"), (headers["OpenAI-Organization"], headers["OpenAI-Project"]));
    }

    [Fact]
    public void Azure_gets_its_own_header_for_a_key_and_a_bearer_token_for_Entra()
    {
        ConnectionSettings azure = new() { BaseUri = new Uri("https://x.openai.azure.com") };

        Assert.Equal(TestConnection.Key, HeadersOf(Create(azure))["api-key"]);
        Assert.Equal(
            $"Bearer {TestConnection.Key}",
            HeadersOf(Create(azure with { AccessToken = TestConnection.Secret(TestConnection.Key) }))["Authorization"]);
    }

    [Fact]
    public void The_dated_form_of_Azure_has_its_version_in_the_query_and_the_deployment_in_the_path()
    {
        FineTuneConnection connection = Create(new ConnectionSettings
        {
            BaseUri = new Uri("https://x.openai.azure.com"),
            ApiVersion = "2024-10-21",
        });

        Assert.Equal(
            "https://x.openai.azure.com/openai/files?limit=5&api-version=2024-10-21",
            Attempt.AddressOf(connection, new ApiRequest(HttpMethod.Get, "files?limit=5")).AbsoluteUri);
        Assert.Equal(
            "https://x.openai.azure.com/openai/deployments/my%2Fmodel/chat/completions?api-version=2024-10-21",
            Attempt.AddressOf(connection, new ApiRequest(HttpMethod.Post, "chat/completions") { Deployment = "my/model" }).AbsoluteUri);
    }

    [Fact]
    public void The_training_type_goes_into_new_jobs_and_can_be_chosen()
    {
        ConnectionSettings azure = new() { BaseUri = new Uri("https://x.openai.azure.com") };

        Assert.Equal("standard", Create(azure).Profile.JobFields["trainingType"]);
        Assert.Equal("developerTier", Create(azure with { TrainingType = "developerTier" }).Profile.JobFields["trainingType"]);
        Assert.Empty(Create(new ConnectionSettings()).Profile.JobFields);
    }

    [Fact]
    public async Task A_refused_token_is_fetched_anew_once()
    {
        int fetched = 0;
        using ScriptedService service = new();
        _ = service.Answer(200, """{"id":"a"}""").Answer(401).Answer(200, """{"id":"b"}""").Answer(401).Answer(401);
        FineTuneConnection connection = new()
        {
            Name = "test",
            BaseUri = new Uri("https://service.test/v1/"),
            Handler = service,
            Profile = ServiceProfiles.Compatible,
            Credential = new ApiCredential(
                _ => Task.FromResult(new NetworkCredential("", $"token{++fetched}").SecurePassword)),
        };
        ApiTransport transport = new(connection, new InstantTime());
        ApiRequest request = new(HttpMethod.Get, "files/1");
        CancellationToken cancellation = TestContext.Current.CancellationToken;

        (await transport.SendAsync(request, cancellation)).Dispose();
        (await transport.SendAsync(request, cancellation)).Dispose();
        FineTuneException error = await Assert.ThrowsAnyAsync<FineTuneException>(
            () => transport.SendAsync(request, cancellation));

        Assert.Equal("AuthenticationFailed", error.ErrorId);
        Assert.Equal(
            ["Bearer token1", "Bearer token1", "Bearer token2", "Bearer token2", "Bearer token3"],
            service.Headers.Select(headers => headers["Authorization"]));
    }

    private static FineTuneConnection Create(ConnectionSettings settings)
        => ConnectionFactory.Create(settings with { ApiKey = TestConnection.Secret(TestConnection.Key) });

    private static Dictionary<string, string> HeadersOf(FineTuneConnection connection)
    {
        using HttpRequestMessage message = Attempt.MessageOf(
            connection, new ApiRequest(HttpMethod.Get, "files"), TestConnection.Key);
        return message.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value));
    }
}
