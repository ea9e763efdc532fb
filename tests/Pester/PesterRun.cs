namespace OpenAIFineTune.Pester;

/// <summary>Builds and packs the module once, and runs Pester files, each in a process and with a home of its own.</summary>
public sealed class PesterRun : IAsyncLifetime
{
    private const string RunFile = """
        $ErrorActionPreference = 'Stop'
        Import-Module $env:PESTER_MODULE -MinimumVersion 5.5
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
    private readonly string _homes = Directory.CreateTempSubdirectory("finetune-homes-").FullName;

    /// <summary>What the build said.</summary>
    public string BuildOutput { get; private set; } = "";

    public async ValueTask InitializeAsync()
        => BuildOutput = await RunAsync(["-File", Repository.File("build.ps1"), "Package"], new Dictionary<string, string?>());

    public Task RunFileAsync(string file)
        => RunAsync(["-Command", RunFile], new Dictionary<string, string?>
        {
            ["PESTER_MODULE"] = PowerShellProcess.PesterModule,
            ["PESTER_FILE"] = file,
            ["OPENAIFINETUNE_HOME"] = Path.Combine(_homes, Path.GetFileNameWithoutExtension(file)),
        });

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_homes, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task<string> RunAsync(string[] arguments, IReadOnlyDictionary<string, string?> environment)
    {
        (int exit, string output) = await PowerShellProcess.RunAsync(
            arguments, environment, TestContext.Current.CancellationToken);
        Assert.True(exit == 0, output);
        return output;
    }
}
