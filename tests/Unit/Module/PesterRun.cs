using System.Diagnostics;

namespace OpenAIFineTune.Tests.Module;

/// <summary>
/// Builds the module once and runs Pester files in a process of their own, since an assembly can't be unloaded. Knows
/// why it can't where there is no PowerShell or no Pester.
/// </summary>
public sealed class PesterRun : IAsyncLifetime
{
    private const string FindPester =
        "if (Get-Module Pester -ListAvailable | Where-Object Version -ge '5.5') { 'found' }";

    private const string RunFile = """
        $ErrorActionPreference = 'Stop'
        Import-Module Pester -MinimumVersion 5.5
        $configuration = New-PesterConfiguration
        $configuration.Run.Path = $env:PESTER_FILE
        $configuration.Run.PassThru = $true
        $configuration.Output.Verbosity = 'Detailed'
        $configuration.Output.RenderMode = 'Plaintext'
        $result = Invoke-Pester -Configuration $configuration
        "RESULT $($result.PassedCount) passed $($result.FailedCount) failed $($result.SkippedCount) skipped"
        if ($result.Result -ne 'Passed' -or $result.PassedCount -eq 0) { exit 1 }
        """;

    // What the module keeps between sessions is not mixed with that of the person who runs the tests.
    private static readonly string s_home = Path.Combine(Path.GetTempPath(), $"finetune-home-{Environment.ProcessId}");

    /// <summary>Why no Pester file can run here; null when they can.</summary>
    public string? SkipReason { get; private set; }

    public async ValueTask InitializeAsync()
    {
        try
        {
            (int exit, string output) = await RunAsync(["-Command", FindPester], null);
            SkipReason = exit == 0 && output.Contains("found", StringComparison.Ordinal)
                ? null
                : "Pester 5.5 or later was not found.";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            SkipReason = "pwsh was not found.";
        }

        if (SkipReason is null)
        {
            (int exit, string output) = await RunAsync(["-File", Repository.File("build.ps1")], null);
            Assert.True(exit == 0, "build.ps1 failed:\n" + output);
        }
    }

    public async Task RunFileAsync(string file)
    {
        (int exit, string output) = await RunAsync(["-Command", RunFile], file);
        Assert.True(exit == 0, output);
    }

    public ValueTask DisposeAsync()
    {
        if (Directory.Exists(s_home))
        {
            Directory.Delete(s_home, recursive: true);
        }

        return ValueTask.CompletedTask;
    }

    private static async Task<(int Exit, string Output)> RunAsync(string[] arguments, string? file)
    {
        ProcessStartInfo start = new("pwsh", ["-NoProfile", "-NonInteractive", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        start.Environment["NO_COLOR"] = "1";
        start.Environment["PESTER_FILE"] = file;
        start.Environment["OPENAIFINETUNE_HOME"] = s_home;
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("OPENAI_", StringComparison.Ordinal)).ToArray())
        {
            _ = start.Environment.Remove(name);
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await errors);
    }
}
