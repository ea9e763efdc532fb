using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Asking;

/// <summary>Finds the complete answers of a log, and refuses a file that is something else.</summary>
internal sealed class AnswerLogReader(FileStream file, string path)
{
    private static readonly byte[] s_lineStart = "{\"index\":"u8.ToArray();

    private readonly Dictionary<string, Queue<(long Start, int Length)>> _recorded = [];
    private long _groupStart;
    private int _expectedChoice;

    /// <summary>Where the last complete answers end; what stands behind was cut off.</summary>
    public long End { get; private set; }

    public Dictionary<string, Queue<(long Start, int Length)>> Read()
    {
        _ = file.Seek(0, SeekOrigin.Begin);
        BufferedStream buffered = new(file, 1 << 16);
        using MemoryStream line = new();
        long number = 1;
        long start = 0;
        for (int next = buffered.ReadByte(); next >= 0; next = buffered.ReadByte())
        {
            if (next != '\n')
            {
                line.WriteByte((byte)next);
                continue;
            }

            Add(LineOf(line), number++, start);
            start += line.Length + 1;
            line.SetLength(0);
        }

        // The rest of a write that was interrupted; of anything else, nothing may be cut off.
        ReadOnlySpan<byte> rest = LineOf(line);
        return rest.StartsWith(s_lineStart.AsSpan(0, Math.Min(rest.Length, s_lineStart.Length)))
            ? _recorded : throw Foreign(number);
    }

    private static ReadOnlySpan<byte> LineOf(MemoryStream line) => line.GetBuffer().AsSpan(0, (int)line.Length);

    private void Add(ReadOnlySpan<byte> line, long number, long start)
    {
        AnswerRecord record = Parse(line, number);
        if (record.Choice == 0)
        {
            _groupStart = start;
            _expectedChoice = 0;
        }

        bool belongs = record.Choice == _expectedChoice++;
        if (belongs && _expectedChoice == record.Choices)
        {
            End = start + line.Length + 1;
            if (!_recorded.TryGetValue(record.Key, out Queue<(long Start, int Length)>? spans))
            {
                _recorded[record.Key] = spans = new Queue<(long Start, int Length)>(1);
            }

            spans.Enqueue((_groupStart, (int)(End - _groupStart)));
        }
    }

    private AnswerRecord Parse(ReadOnlySpan<byte> line, long number)
    {
        try
        {
            return JsonSerializer.Deserialize<AnswerRecord>(line, WireJson.Options) ?? throw Foreign(number);
        }
        catch (JsonException)
        {
            throw Foreign(number);
        }
    }

    private FineTuneException Foreign(long number)
        => new("FileExists", $"'{path}' exists, and its line {number} is not an answer of an earlier run.")
        {
            Target = path,
            Advice = "Name a new file, or one that -OutputPath has written before.",
        };
}
