using System.Security.Cryptography;
using OpenAIFineTune.Protocol.Files;

namespace OpenAIFineTune.Streams;

/// <summary>Small records that only their owner can read, and locks for them.</summary>
internal static class RecordFile
{
    /// <summary>How the name of a lock ends.</summary>
    public const string LockExtension = ".lock";

    private static readonly JsonSerializerOptions s_options = new() { WriteIndented = true };

    /// <summary>The name for a record about something: a hash, since that may hold what no file name can.</summary>
    public static string NameOf(params string[] about)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', about)));
        return Convert.ToHexString(hash, 0, 16).ToLowerInvariant();
    }

    /// <summary>Reads a record; null without one.</summary>
    public static T? Read<T>(string path)
        where T : class
        => File.Exists(path) ? JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), s_options) : null;

    /// <summary>Writes a record as a whole and lastingly, over any that is there; makes its folder.</summary>
    public static void Write<T>(string path, T record)
    {
        _ = PrivateFolder.Create(Path.GetDirectoryName(path)!);
        DurableFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(record, s_options), PrivateFolder.FileMode);
    }

    /// <summary>Takes a lock, which ends with the process and leaves no file; null when another holds it.</summary>
    public static IDisposable? TryLock(string path)
    {
        _ = PrivateFolder.Create(Path.GetDirectoryName(path)!);

        // The file goes before the lock is given up: who waits for it sees that and makes another.
        return FileLock.TryTake(path, FileOptions.DeleteOnClose);
    }
}
