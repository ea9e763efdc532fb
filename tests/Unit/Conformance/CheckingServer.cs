using System.Diagnostics;

namespace OpenAIFineTune.Tests.Conformance;

/// <summary>A server of a Node package that checks what goes through it.</summary>
internal sealed class CheckingServer : IAsyncDisposable
{
    private static readonly string[] s_readyWords = ["listening", "accept"];

    private readonly Process _process;

    private CheckingServer(Process process, int port)
    {
        _process = process;
        BaseUri = new Uri($"http://127.0.0.1:{port}/");
    }

    public Uri BaseUri { get; }

    /// <summary>Starts the server and waits until it says that it listens.</summary>
    public static async Task<CheckingServer> StartAsync(
        NodeTools node, string script, int port, params string[] arguments)
    {
        Process process = node.Start(script, arguments);
        List<string> lines = [];
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is string line)
        {
            lines.Add(line);
            bool isReady = s_readyWords.Any(word => line.Contains(word, StringComparison.Ordinal));
            if (isReady && line.Contains($":{port}", StringComparison.Ordinal))
            {
                // A full pipe would stop the server.
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
                return new CheckingServer(process, port);
            }
        }

        string errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        throw new InvalidOperationException($"{script} ended:\n{string.Join('\n', lines)}\n{errors}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
