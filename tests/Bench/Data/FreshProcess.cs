using System.Diagnostics;
using System.Globalization;

namespace OpenAIFineTune.Bench;

/// <summary>Runs commands that measure themselves, each in a process of its own.</summary>
internal static class FreshProcess
{
    private static readonly TimeSpan s_limit = TimeSpan.FromHours(1);

    /// <summary>The seconds and the peak of memory in MB that the command prints last.</summary>
    public static async Task<(double Seconds, double Megabytes)> MeasureAsync(
        string[] command, int cores, CancellationToken stop)
    {
        string[] restricted = [.. Machine.Restriction(cores), .. command];
        ProcessStartInfo start = new(restricted[0], restricted[1..]) { RedirectStandardOutput = true };
        if (cores < Environment.ProcessorCount)
        {
            start.Environment["DOTNET_PROCESSOR_COUNT"] = $"{cores}";
        }

        using CancellationTokenSource limited = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limited.CancelAfter(s_limit);
        using Process process = Process.Start(start)!;
        using CancellationTokenRegistration end = limited.Token.Register(() => process.Kill(entireProcessTree: true));
        string output = await process.StandardOutput.ReadToEndAsync(limited.Token);
        await process.WaitForExitAsync(limited.Token);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"Exit code {process.ExitCode}: {string.Join(' ', restricted)}");
        }

        string[] figures = output.Trim().Split('\n')[^1].Split(' ');
        return (Number(figures[0]), Number(figures[1]));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
