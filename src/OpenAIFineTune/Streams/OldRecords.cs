using System.Collections.Concurrent;
using OpenAIFineTune.Protocol;
using OpenAIFineTune.Protocol.Files;

namespace OpenAIFineTune.Streams;

/// <summary>
/// Lets records of uploads and jobs go that nobody will ask for: those that were not written for a long time, and those
/// of a local engine whose folder is gone.
/// </summary>
internal static class OldRecords
{
    // No service makes a job that late, and a file that old is at worst uploaded once more.
    private static readonly TimeSpan s_life = TimeSpan.FromDays(90);

    private static readonly ConcurrentDictionary<string, Task> s_cleaned = new(StringComparer.Ordinal);

    /// <summary>Cleans a folder beside everything else, once in a process.</summary>
    public static void RemoveOnce(string folder, TimeProvider time)
        => _ = s_cleaned.GetOrAdd(folder, path => Task.Run(() => Remove(path, time)));

    /// <summary>Cleans a folder; what is in use or can't be deleted stays.</summary>
    public static void Remove(string folder, TimeProvider time)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        DurableFile.RemoveLeftovers(folder, time);
        DateTime oldest = time.GetUtcNow().UtcDateTime - s_life;
        foreach (string path in Directory.GetFiles(folder))
        {
            try
            {
                RemoveOld(path, oldest);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another time.
            }
        }
    }

    private static void RemoveOld(string path, DateTime oldest)
    {
        if (Path.GetExtension(path) is ".json" or ".started" or RecordFile.LockExtension && IsOver(path, oldest))
        {
            // Looked at again behind the lock, whose file goes with it: a run may have written anew meanwhile.
            using IDisposable? held = RecordFile.TryLock(Path.ChangeExtension(path, RecordFile.LockExtension));
            if (held is not null && Path.GetExtension(path) != RecordFile.LockExtension && IsOver(path, oldest))
            {
                File.Delete(path);
            }
        }
    }

    private static bool IsOver(string path, DateTime oldest)
        => File.GetLastWriteTimeUtc(path) < oldest
            || (Path.GetExtension(path) != RecordFile.LockExtension && IsOfLostFolder(path));

    private static bool IsOfLostFolder(string path)
    {
        try
        {
            string engine = RouteMessageHandler.BaseUri.AbsoluteUri;
            return JsonNode.Parse(File.ReadAllBytes(path)) is JsonObject record
                && record["Place"] is JsonValue value
                && value.TryGetValue(out string? place)
                && place.StartsWith(engine, StringComparison.Ordinal)
                && !Directory.Exists(place[engine.Length..].Trim());
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
