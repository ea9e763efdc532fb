using System.Diagnostics;
using System.Globalization;
using OpenAIFineTune.Api;
using OpenAIFineTune.Api.Transport;
using OpenAIFineTune.Api.Uploads;
using OpenAIFineTune.PowerShell.Session;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.Bench.Upload;

/// <summary>Uploads a file in a process of its own, so that its memory can be measured.</summary>
internal static class Sender
{
    /// <summary>Writes the seconds and the peak megabytes. The way is <c>request</c> (what curl does) or <c>file</c> (with its hash).</summary>
    public static async Task SendAsync(Uri address, string path, string way)
    {
        string ledger = Path.Combine(Path.GetTempPath(), $"ledger-{Guid.NewGuid():N}");
        FineTuneClient client = new(
            ConnectionFactory.Create(new ConnectionSettings { BaseUri = address }), ledger: new UploadLedger(ledger));
        // What curl's start is to curl: the runtime's start and the first connection are not the upload's rate.
        string small = Path.GetTempFileName();
        await File.WriteAllBytesAsync(small, new byte[1 << 20]);
        await SendAsync(client, small, way);
        File.Delete(small);
        long start = Stopwatch.GetTimestamp();
        await SendAsync(client, path, way);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (Directory.Exists(ledger))
        {
            Directory.Delete(ledger, recursive: true);
        }

        using Process self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds} {self.PeakWorkingSet64 / 1048576.0}"));
    }

    private static async Task SendAsync(FineTuneClient client, string path, string way)
    {
        if (way == "file")
        {
            _ = await client.Uploads.SendAsync(path, "fine-tune", progress: null, default);
        }
        else
        {
            FilePart file = FilePart.Whole(path);
            Dictionary<string, string> fields = new() { ["purpose"] = "fine-tune" };
            ApiRequest request = new(HttpMethod.Post, "files")
            {
                Content = () => new MultipartFileContent(fields, file, _ => { }),
                UploadBytes = file.Length,
            };
            (await client.Transport.SendAsync(request, default)).Dispose();
        }
    }
}
