using System.Text;
using System.Text.Json;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine.Store;

/// <summary>A job's events, a line each in the order in which they happened. Writers hold the job's lock.</summary>
internal sealed class EventLog(string path)
{
    /// <summary>
    /// Adds an event; a message is on the disk when it returns. A line that a dying process left half written is
    /// closed.
    /// </summary>
    public void Append(JobEvent occurrence)
    {
        using FileStream file = StateFile.Open(path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0,
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

    /// <summary>
    /// Adds messages, but for those that the log ends with: a change told them that died before its record was written.
    /// </summary>
    public void Tell(params JobEvent[] messages)
    {
        if (messages.Length > 0)
        {
            IEnumerable<string> told = Read().TakeLast(messages.Length).Select(e => e.Message);
            foreach (JobEvent message in messages.ExceptBy(told, e => e.Message))
            {
                Append(message);
            }
        }
    }

    /// <summary>The events so far, oldest first; a damaged one hides no other, and is told of in its place.</summary>
    public IReadOnlyList<JobEvent> Read()
    {
        if (!File.Exists(path))
        {
            return [];
        }

        using FileStream file = StateFile.OpenRead(path);
        using StreamReader reader = new(file);
        List<JobEvent> events = [];
        for (int number = 1; reader.ReadLine() is string line; number++)
        {
            if (TryParse(line) is JobEvent occurrence)
            {
                events.Add(occurrence);
            }
            else if (!IsTorn(line))
            {
                string message = $"An event is damaged: line {number} of {Path.GetFileName(path)}";
                long time = events.LastOrDefault()?.CreatedAt ?? 0;
                events.Add(new JobEvent($"ftevent-damaged{number}", time, "warn", JobEvent.MessageType, message));
            }
        }

        return events;
    }

    private static JobEvent? TryParse(string line)
    {
        try
        {
            JobEvent? read = JsonSerializer.Deserialize<JobEvent>(line, ProtocolJson.Options);
            return read is { Id: not null, Message: not null } ? read : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // What only lacks its end was cut off by the death of its writer, who never confirmed the event in it.
    private static bool IsTorn(string line)
    {
        try
        {
            Utf8JsonReader reader = new(Encoding.UTF8.GetBytes(line), isFinalBlock: false, state: default);
            while (reader.Read())
            {
            }

            return reader.CurrentDepth > 0 || reader.BytesConsumed == 0;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
