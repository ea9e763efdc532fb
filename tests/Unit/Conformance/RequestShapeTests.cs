using OpenAIFineTune.Api;
using OpenAIFineTune.Services;
using OpenAIFineTune.Tests.Api;
using OpenAIFineTune.Tests.Module;

namespace OpenAIFineTune.Tests.Conformance;

/// <summary>
/// Every request of our client against the mock server of OpenAI's SDK tests, with OpenAI's API description.
/// </summary>
[Collection(NodeToolsCollection.Name)]
public sealed class RequestShapeTests(NodeTools node)
{
    [Fact]
    public async Task Every_request_is_as_OpenAI_describes_it()
    {
        int port = NodeTools.FindPort();
        await using CheckingServer mock = await CheckingServer.StartAsync(
            node,
            "node_modules/@stdy/cli/steady.js",
            port,
            "--host", "127.0.0.1", "-p", $"{port}",
            "--validator-query-object-format=brackets", "--validator-form-object-format=brackets",
            "openapi.json");
        using ViolationLog log = new();
        FineTuneClient client = new(new FineTuneConnection
        {
            Name = "mock",
            BaseUri = mock.BaseUri,
            Handler = log,
            Profile = ServiceProfiles.OpenAI,
            Credential = TestConnection.Secret("sk-mock"),
            Limits = new TransportLimits { MaxRetry = 0 },
        });

        foreach (string name in ClientRequests.Names)
        {
            await ClientRequests.SendAsync(
                name,
                client,
                Repository.File("docs", "examples", "tickets.csv"),
                TestContext.Current.CancellationToken);
        }

        Assert.Empty(log.Violations);
        Assert.True(log.Requests.Count >= ClientRequests.Names.Count());
    }
}
