using System.Diagnostics;
using System.Globalization;

namespace OpenAIFineTune.Bench;

/// <summary>Runs a script in a PowerShell of its own and measures it from the inside: start-up doesn't count.</summary>
internal static class PowerShellRun
{
    /// <summary>Seconds, and the peak of memory in MB (0 where the system doesn't tell).</summary>
    public static (double Seconds, double PeakMegabytes) Measure(string script)
    {
        string measured = "$ErrorActionPreference = 'Stop'; $watch = [Diagnostics.Stopwatch]::StartNew(); " + script
            + "; $watch.Stop(); $self = Get-Process -Id $PID; "
            + "[string]::Format([cultureinfo]::InvariantCulture, '{0} {1}', $watch.Elapsed.TotalSeconds, $self.PeakWorkingSet64 / 1MB)";
        ProcessStartInfo start = new("pwsh", ["-NoProfile", "-NonInteractive", "-Command", measured])
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string[] numbers = process.StandardOutput.ReadToEnd().Trim().Split('\n')[^1].Split(' ');
        process.WaitForExit();
        return process.ExitCode == 0
            ? (Number(numbers[0]), Number(numbers[1]))
            : throw new InvalidOperationException($"The script ended with exit code {process.ExitCode}: {script}");
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
