using OpenAIFineTune.Engine;
using OpenAIFineTune.Protocol.Server;

namespace OpenAIFineTune.Tests.Engine;

/// <summary>What <see cref="EngineProcess"/> runs in the other process; no test of its own.</summary>
public sealed class ServedFolder
{
    /// <summary>What the other process runs, until it is killed.</summary>
    [Fact(Explicit = true)]
    public async Task Serve()
    {
        string folder = Environment.GetEnvironmentVariable(EngineProcess.FolderVariable)!;
        await using LocalEngine engine = new(folder, TimeProvider.System);
        await using LoopbackServer server =
            LoopbackServer.Start(engine.Router, new ServerOptions { ApiKey = EngineProcess.Key });
        string answer = Path.Combine(folder, "address");
        await File.WriteAllTextAsync(
            answer + ".new", $"http://{server.EndPoint}/v1/", TestContext.Current.CancellationToken);
        File.Move(answer + ".new", answer);
        await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
    }
}
