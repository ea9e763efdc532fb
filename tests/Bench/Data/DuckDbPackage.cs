using System.ComponentModel;
using System.Diagnostics;

namespace OpenAIFineTune.Bench;

/// <summary>DuckDB's package for Node, in the version of the lock file beside this.</summary>
internal static class DuckDbPackage
{
    /// <summary>Where its script lies.</summary>
    public static string Folder { get; } =
        Path.Combine(Path.GetDirectoryName(Repository.Manifest)!, "tests", "Bench", "Data");

    /// <summary>Installs it where that is still to be done; gives the reason when it can't be.</summary>
    public static string? Install()
    {
        string installed = Path.Combine(Folder, "node_modules", ".package-lock.json");
        if (File.GetLastWriteTimeUtc(installed) >= File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json")))
        {
            return null;
        }

        try
        {
            string program = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
            ProcessStartInfo start = new(program, ["ci", "--no-audit", "--no-fund"])
            {
                WorkingDirectory = Folder,
                RedirectStandardOutput = true,
            };
            using Process npm = Process.Start(start)!;
            _ = npm.StandardOutput.ReadToEnd();
            npm.WaitForExit();
            return npm.ExitCode == 0 ? null : $"npm ci ended with exit code {npm.ExitCode}";
        }
        catch (Win32Exception e)
        {
            return e.Message;
        }
    }
}
