using System.Text.Json;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine.Store;

/// <summary>A job's events, a line each in the order in which they happened. Writers hold the job's lock.</summary>
internal sealed class EventLog
{
    private readonly string _path;

    public EventLog(string path) => _path = path;

    /// <summary>
    /// Adds an event; a message is on the disk when it returns. A line that a dying process left half written is
    /// closed.
    /// </summary>
    public void Append(JobEvent occurrence)
    {
        using FileStream file = StateFile.Open(_path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
        });
        long end = file.Length;
        bool isTorn = false;
        if (end > 0)
        {
            _ = file.Seek(-1, SeekOrigin.End);
            isTorn = file.ReadByte() != '\n';
        }

        byte[] line = JsonSerializer.SerializeToUtf8Bytes(occurrence, ProtocolJson.Options);
        try
        {
            file.Write((byte[])[.. isTorn ? "\n"u8 : [], .. line, (byte)'\n']);
            file.Flush(flushToDisk: occurrence.Type == JobEvent.MessageType);
        }
        catch (IOException)
        {
            file.SetLength(end);
            throw;
        }
    }

    /// <summary>The events so far, oldest first.</summary>
    public IReadOnlyList<JobEvent> Read()
    {
        if (!File.Exists(_path))
        {
            return [];
        }

        using FileStream file = StateFile.OpenRead(_path);
        using StreamReader reader = new(file);
        List<JobEvent> events = [];
        while (reader.ReadLine() is string line)
        {
            if (TryParse(line) is JobEvent occurrence)
            {
                events.Add(occurrence);
            }
        }

        return events;
    }

    // A torn line does not parse: the event in it was never confirmed. A damaged one must not hide the others.
    private static JobEvent? TryParse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<JobEvent>(
                line, ProtocolJson.Options) is { Id: not null, Message: not null } read
                ? read
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
