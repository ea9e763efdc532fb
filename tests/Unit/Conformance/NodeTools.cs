using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using OpenAIFineTune.Tests.Module;

namespace OpenAIFineTune.Tests.Conformance;

/// <summary>
/// Node's programs of tests/Conformance, installed once. Knows why they can't be where there is no Node or no npm.
/// </summary>
public sealed class NodeTools : IAsyncLifetime
{
    private static readonly string s_folder = Repository.File("tests", "Conformance");

    /// <summary>Why nothing can run here; null when it can.</summary>
    public string? SkipReason { get; private set; }

    public async ValueTask InitializeAsync()
    {
        string installed = Path.Combine(s_folder, "node_modules", ".package-lock.json");
        string wanted = Path.Combine(s_folder, "package-lock.json");
        if (await TryAsync("node", "--version") is string noNode)
        {
            SkipReason = $"Node can't be run: {noNode}";
        }
        else if (!File.Exists(installed) || File.GetLastWriteTimeUtc(installed) < File.GetLastWriteTimeUtc(wanted))
        {
            string npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
            string? failure = await TryAsync(npm, "ci", "--no-audit", "--no-fund");

            // What is ours to put right must not hide among the skipped tests.
            Assert.DoesNotContain("EUSAGE", failure ?? "", StringComparison.Ordinal);
            SkipReason = failure is null ? null : $"The packages can't be installed: {failure}";
        }
    }

    /// <summary>A port that is free.</summary>
    public static int FindPort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts a program of a package; the test is skipped when there is none.</summary>
    public Process Start(string script, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        Assert.SkipWhen(SkipReason is not null, SkipReason ?? "");
        return Start("node", [script, .. arguments], environment);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static Process Start(string program, string[] arguments, (string Name, string Value)[] environment)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = s_folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NO_COLOR"] = "1";
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    // Null for success, else what went wrong.
    private static async Task<string?> TryAsync(string program, params string[] arguments)
    {
        try
        {
            using Process process = Start(program, arguments, []);
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            string errors = await process.StandardError.ReadToEndAsync();
            _ = await output;
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? null : errors.Trim();
        }
        catch (Win32Exception e)
        {
            return e.Message;
        }
    }
}
