using System.Diagnostics;
using OpenAIFineTune.Engine;
using OpenAIFineTune.Protocol.Server;

namespace OpenAIFineTune.Tests.Conformance;

/// <summary>OpenAI's own Node client against the local server.</summary>
[Collection(NodeToolsCollection.Name)]
public sealed class OpenAIClientTests(NodeTools node)
{
    [Fact]
    public async Task OpenAIs_Node_client_finds_what_it_expects()
    {
        string folder = Path.Combine(Path.GetTempPath(), "finetune-" + Path.GetRandomFileName());
        try
        {
            await using LocalEngine engine = new(folder, TimeProvider.System);
            await using LoopbackServer server =
                LoopbackServer.Start(engine.Router, new ServerOptions { ApiKey = "sk-conformance" });
            using Process client = node.Start(
                "--test",
                ["openai-client.test.mjs"],
                ("OPENAI_BASE_URL", $"http://{server.EndPoint}/v1"),
                ("OPENAI_API_KEY", "sk-conformance"));

            Task<string> errors = client.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            string output = await client.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await client.WaitForExitAsync(TestContext.Current.CancellationToken);

            Assert.True(client.ExitCode == 0, output + await errors);
            Assert.Contains("# pass 11", output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
