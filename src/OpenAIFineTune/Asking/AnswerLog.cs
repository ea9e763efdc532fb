using System.Security.Cryptography;
using OpenAIFineTune.Api.Completions;
using OpenAIFineTune.Api.Transport;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.Asking;

/// <summary>
/// The answers of a run, one JSON line each, written as they come. A run that starts again takes from it what was
/// answered before: equal requests get the recorded answers in turn, so that nothing is paid for twice.
/// </summary>
internal sealed class AnswerLog : IDisposable
{
    // 128 bits: two requests of one run will not share them by chance.
    private const int KeyBytes = 16;

    // Two runs must not write one file. Elsewhere than on Windows, a share for readers would let writers in as well.
    private static readonly FileShare s_share = OperatingSystem.IsWindows() ? FileShare.Read : FileShare.None;

    private readonly FileStream _file;
    private readonly Dictionary<string, Queue<(long Start, int Length)>> _recorded;
    private readonly object _writing = new();
    private bool _isClosed;

    private AnswerLog(FileStream file, Dictionary<string, Queue<(long Start, int Length)>> recorded)
    {
        _file = file;
        _recorded = recorded;
        Recorded = recorded.Values.Sum(spans => spans.Count);
    }

    /// <summary>How many requests had their answers in the file when it was opened.</summary>
    public int Recorded { get; }

    /// <summary>Opens or makes the file; a line that was cut off while it was written is dropped.</summary>
    public static AnswerLog Open(string path)
    {
        // No buffer: an answer is with the operating system when Append returns.
        FileStream file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, s_share, bufferSize: 0);
        try
        {
            AnswerLogReader reader = new(file, path);
            Dictionary<string, Queue<(long Start, int Length)>> recorded = reader.Read();
            file.SetLength(reader.End);
            return new AnswerLog(file, recorded);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>By what the answers to a request are found again: a hash of all that is sent.</summary>
    public static string KeyOf(CompletionRequest request, ServiceProfile service)
    {
        byte[] hash = SHA256.HashData(CompletionBody.Write(request, service, streams: false));
        return Convert.ToHexString(hash, 0, KeyBytes);
    }

    /// <summary>The next recorded answers to such a request; null when there are none, or none left.</summary>
    public IReadOnlyList<FineTunedCompletion>? Take(string key, string connection)
    {
        if (!_recorded.TryGetValue(key, out Queue<(long Start, int Length)>? spans)
            || !spans.TryDequeue(out (long Start, int Length) span))
        {
            return null;
        }

        byte[] lines = new byte[span.Length];
        int read = RandomAccess.Read(_file.SafeFileHandle, lines, span.Start);
        return [.. Encoding.UTF8.GetString(lines, 0, read)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<AnswerRecord>(line, WireJson.Options)!)
            .Select(record => record.ToCompletion(connection))];
    }

    /// <summary>Records the answers to a request in one write.</summary>
    /// <param name="index">The prompt's place in the run.</param>
    /// <param name="key">The request's key.</param>
    /// <param name="answers">All of its answers.</param>
    public void Append(long index, string key, IReadOnlyList<FineTunedCompletion> answers)
    {
        using MemoryStream lines = new();
        for (int choice = 0; choice < answers.Count; choice++)
        {
            AnswerRecord record =
                AnswerRecord.Of(index, key, answers[choice]) with { Choice = choice, Choices = answers.Count };
            JsonSerializer.Serialize(lines, record, WireJson.Options);
            lines.WriteByte((byte)'\n');
        }

        lock (_writing)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            Write(lines.GetBuffer().AsSpan(0, (int)lines.Length));
        }
    }

    public void Dispose()
    {
        lock (_writing)
        {
            _isClosed = true;
            _file.Dispose();
        }
    }

    private void Write(ReadOnlySpan<byte> lines)
    {
        long end = _file.Seek(0, SeekOrigin.End);
        try
        {
            _file.Write(lines);
        }
        catch (IOException)
        {
            // Half a line would spoil the next one.
            _file.SetLength(end);
            throw;
        }
    }
}
