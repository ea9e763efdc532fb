using System.Text.Json;
using OpenAIFineTune.Local.Http;

namespace OpenAIFineTune.Local.Store;

/// <summary>A job's events, a line each in the order in which they happened. Writers hold the job's lock.</summary>
internal sealed class EventLog
{
    private readonly string _path;

    public EventLog(string path) => _path = path;

    /// <summary>Adds an event. A line that a dying process left half written is closed first.</summary>
    public void Append(JobEvent occurrence)
    {
        using FileStream file = new(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        bool isTorn = false;
        if (file.Length > 0)
        {
            _ = file.Seek(-1, SeekOrigin.End);
            isTorn = file.ReadByte() != '\n';
        }

        byte[] line = JsonSerializer.SerializeToUtf8Bytes(occurrence, LocalJson.Options);
        file.Write((byte[])[.. isTorn ? "\n"u8 : [], .. line, (byte)'\n']);
    }

    /// <summary>The events so far, oldest first.</summary>
    public IReadOnlyList<JobEvent> Read()
    {
        if (!File.Exists(_path))
        {
            return [];
        }

        using FileStream file = new(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
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

    // Only a torn line does not parse; the event in it was never confirmed.
    private static JobEvent? TryParse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<JobEvent>(line, LocalJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
