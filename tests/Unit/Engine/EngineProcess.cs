using System.Diagnostics;
using System.Net.Http.Headers;

namespace OpenAIFineTune.Tests.Engine;

/// <summary>An engine on a folder in a process of its own, which is this test program asked for one test.</summary>
internal sealed class EngineProcess : IDisposable
{
    internal const string FolderVariable = "FINETUNE_TEST_FOLDER";
    internal const string Key = "sk-child";

    private readonly Process _process;

    private EngineProcess(Process process, string address)
    {
        _process = process;
        Http = new HttpClient { BaseAddress = new Uri(address) };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
    }

    /// <summary>Speaks to the engine in the process.</summary>
    public HttpClient Http { get; }

    public static async Task<EngineProcess> StartAsync(string folder)
    {
        ProcessStartInfo start = new(
            Environment.ProcessPath!,
            ["-explicit", "only", "-method", $"*.{nameof(ServedFolder)}.{nameof(ServedFolder.Serve)}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment[FolderVariable] = folder;
        Process process = Process.Start(start)!;
        string answer = Path.Combine(folder, "address");
        while (!File.Exists(answer))
        {
            Assert.False(process.HasExited, "The other process ended.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return new EngineProcess(process, await File.ReadAllTextAsync(answer, TestContext.Current.CancellationToken));
    }

    /// <summary>Ends the process as a power cut would.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        Http.Dispose();
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }
}
