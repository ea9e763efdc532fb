using System.Diagnostics;
using System.Globalization;

namespace OpenAIFineTune.Bench.Upload;

/// <summary>Runs the same uploads with our client and with curl, in turns, and takes the best of each.</summary>
internal static class Comparison
{
    private const int Rounds = 3;
    private const long Small = 10L * 1024 * 1024;
    private const long Large = 1024L * 1024 * 1024;

    public static async Task<int> RunAsync(string folder)
    {
        string small = Create(folder, Small);
        string large = Create(folder, Large);
        using Process sink = Start(Environment.ProcessPath!, "sink");
        try
        {
            string address = (await sink.StandardOutput.ReadLineAsync())!;
            (double ours, double theirs, double file, double peak) = (double.MaxValue, double.MaxValue, double.MaxValue, 0);
            for (int round = 0; round < Rounds; round++)
            {
                theirs = Math.Min(theirs, await CurlAsync(address, large));
                (double seconds, double megabytes) = await OursAsync(address, large, "request");
                (ours, peak) = (Math.Min(ours, seconds), Math.Max(peak, megabytes));
                file = Math.Min(file, (await OursAsync(address, large, "file")).Seconds);
            }

            double smallPeak = (await OursAsync(address, small, "file")).Megabytes;
            double largePeak = Math.Max(peak, (await OursAsync(address, large, "file")).Megabytes);
            Say($"curl                    {Rate(theirs)}");
            Say($"ours                    {Rate(ours)}   {theirs / ours:P0} of curl's rate");
            Say($"ours, with its hash     {Rate(file)}   {theirs / file:P0} of curl's rate (goal: at least 90 %)");
            Say($"peak memory             {largePeak:0} MB for 1 GB, {smallPeak:0} MB for 10 MB (goal: at most 64 MB more)");
            return theirs / file >= 0.9 && largePeak - smallPeak <= 64 ? 0 : 1;
        }
        finally
        {
            sink.StandardInput.Close();
            File.Delete(small);
            File.Delete(large);
        }
    }

    private static string Rate(double seconds)
        => string.Create(CultureInfo.InvariantCulture, $"{Large / seconds / 1e6,6:0} MB/s ({seconds:0.00} s)");

    private static void Say(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));

    private static async Task<double> CurlAsync(string address, string path)
    {
        using Process curl = Start(
            "curl", "-s", "-o", "/dev/null", "-w", "%{time_total}", "-F", "purpose=fine-tune", "-F", $"file=@{path}", $"{address}files");
        return double.Parse(await curl.StandardOutput.ReadToEndAsync(), CultureInfo.InvariantCulture);
    }

    private static async Task<(double Seconds, double Megabytes)> OursAsync(string address, string path, string way)
    {
        using Process sender = Start(Environment.ProcessPath!, "send", address, path, way);
        string[] figures = (await sender.StandardOutput.ReadToEndAsync()).Split(' ');
        return (
            double.Parse(figures[0], CultureInfo.InvariantCulture),
            double.Parse(figures[1], CultureInfo.InvariantCulture));
    }

    private static Process Start(string program, params string[] arguments) => Process.Start(
        new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;

    private static string Create(string folder, long bytes)
    {
        string path = Path.Combine(folder, $"upload-{Guid.NewGuid():N}.jsonl");
        byte[] line = "{\"prompt\":\"A question of some length, as they are\",\"completion\":\" an answer\"}\n"u8.ToArray();
        byte[] block = [.. Enumerable.Repeat(line, 10_000).SelectMany(part => part)];
        using FileStream file = new(path, FileMode.CreateNew);
        for (long left = bytes; left > 0; left -= block.Length)
        {
            file.Write(block, 0, (int)Math.Min(block.Length, left));
        }

        return path;
    }
}
