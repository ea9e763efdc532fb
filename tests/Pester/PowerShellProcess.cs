using System.Diagnostics;
using System.Reflection;

namespace OpenAIFineTune.Pester;

/// <summary>
/// A PowerShell of its own for each script, since an assembly can't be unloaded: the one that the tool manifest names,
/// or the one that a variable chooses.
/// </summary>
internal static class PowerShellProcess
{
    private const string Chosen = "OPENAIFINETUNE_TEST_PWSH";

    // No file takes long; one that hangs must not hold up the others for ever.
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(20);

    /// <summary>The Pester to import: beside a chosen PowerShell its own, otherwise the restored package.</summary>
    public static string PesterModule => ChosenProgram is null ? Metadata("Pester") : "Pester";

    private static string? ChosenProgram => Environment.GetEnvironmentVariable(Chosen) is { Length: > 0 } chosen ? chosen : null;

    /// <summary>Runs a script to its end and gives what it wrote.</summary>
    public static async Task<(int Exit, string Output)> RunAsync(
        string[] arguments, IReadOnlyDictionary<string, string?> environment, CancellationToken cancellation)
    {
        using Process process = Process.Start(Describe(arguments, environment))!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        Task<string> errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(s_limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"Stopped after {s_limit}, or by hand.\n" + await output + await errors);
        }

        return (process.ExitCode, await output + await errors);
    }

    private static ProcessStartInfo Describe(string[] arguments, IReadOnlyDictionary<string, string?> environment)
    {
        // The package's own program needs a runtime in the usual place; dotnet is where its caller found it.
        string[] start = ChosenProgram is string chosen
            ? [chosen]
            : ["dotnet", Path.Combine(Metadata("PowerShell"), OperatingSystem.IsWindows() ? "win" : "unix", "pwsh.dll")];
        ProcessStartInfo process = new(start[0], [.. start[1..], "-NoProfile", "-NonInteractive", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        process.Environment["NO_COLOR"] = "1";

        // A process of seconds does not live to profit from profiling: a sixth less work.
        process.Environment["DOTNET_TieredPGO"] = "0";
        foreach (string name in process.Environment.Keys.Where(IsConnection).ToArray())
        {
            _ = process.Environment.Remove(name);
        }

        foreach ((string name, string? value) in environment)
        {
            process.Environment[name] = value;
        }

        return process;
    }

    private static bool IsConnection(string name) => name.StartsWith("OPENAI_", StringComparison.Ordinal);

    private static string Metadata(string key)
        => typeof(PowerShellProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == key).Value!;
}
