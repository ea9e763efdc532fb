using System.Text.RegularExpressions;
using OpenAIFineTune.Api;
using OpenAIFineTune.Api.Jobs;
using OpenAIFineTune.PowerShell.Session;
using OpenAIFineTune.Services;
using OpenAIFineTune.Tests.Api;
using OpenAIFineTune.Tests.Module;

namespace OpenAIFineTune.Tests.Services;

/// <summary>A service is added as docs/contributing.md says: one record in the list, and nothing else.</summary>
public sealed partial class AddedServiceTests
{
    private static readonly ServiceProfile s_acme = new("Acme")
    {
        Address = new Uri("https://api.acme.test/v1/"),
        Hosts = ["api.acme.test", ".acme.example"],
        KeyHeader = "X-Acme-Key",
        KeyPrefix = "token ",
        Query = "tier=2",
        JobFields = new Dictionary<string, string> { ["plan"] = "small" },
        Statuses = new Dictionary<string, string> { ["learning"] = "running" },
        DefaultModel = "acme-base",
    };

    private static readonly ServiceProfile[] s_all = [.. ServiceProfiles.All, s_acme];

    [Fact]
    public async Task Its_values_shape_what_is_sent_and_what_is_read()
    {
        using ScriptedService service = new();
        _ = service.Answer(200, """{"id":"ftjob-1","status":"learning"}""");
        FineTuneConnection connection = new()
        {
            Name = "acme",
            BaseUri = s_acme.Address!,
            Profile = s_all.Find("acme", address: null),
            Credential = TestConnection.Secret(TestConnection.Key),
            Handler = service,
        };

        CreateJobRequest request = new JobSettings().ToRequest(connection);
        FineTuneJob job = await new FineTuneClient(connection).Jobs
            .CreateAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("POST /v1/fine_tuning/jobs?tier=2", Assert.Single(service.Requests));
        Assert.Equal($"token {TestConnection.Key}", service.Headers[0]["X-Acme-Key"]);
        Assert.Equal("""{"model":"acme-base","training_file":"","plan":"small"}""", service.Bodies[0]);
        Assert.Equal(("Acme", FineTuneStage.Running), (connection.Provider, job.Status.Stage));
    }

    [Theory]
    [InlineData("https://api.acme.test/v1", "Acme")]
    [InlineData("https://eu.acme.example", "Acme")]
    [InlineData("https://acme.example", "Compatible")]
    public void Its_hosts_tell_it(string address, string expected)
        => Assert.Equal(expected, s_all.Find(name: null, new Uri(address)).Name);

    [Fact]
    public void It_needs_a_key_and_has_an_address()
    {
        ConnectionSettings settings = new();

        Assert.Equal(
            "ApiKeyMissing",
            Assert.Throws<FineTuneException>(() => ConnectionFactory.Create(settings, s_acme)).ErrorId);
        Assert.Equal(s_acme.Address, ConnectionFactory.Create(
            settings with { ApiKey = TestConnection.Secret(TestConnection.Key) }, s_acme).BaseUri);
    }

    [Fact]
    public void No_code_asks_which_service_it_is()
        => Assert.DoesNotContain(
            Directory.GetFiles(Repository.File("src"), "*.cs", SearchOption.AllDirectories),
            path => Question().IsMatch(File.ReadAllText(path)));

    [GeneratedRegex(@"\b(Provider|Profile\.Name)\s*(==|!=|is\b|switch\b)|ReferenceEquals\([^)]*Profile")]
    private static partial Regex Question();
}
