using OpenAIFineTune.Protocol.Files;

namespace OpenAIFineTune.Streams;

/// <summary>Small records that only their owner can read, and locks for them.</summary>
internal static class RecordFile
{
    /// <summary>How the name of a lock ends.</summary>
    public const string LockExtension = ".lock";

    /// <summary>
    /// Writes a file as a whole and lastingly, over the one that is there; its folder is made when it is missing.
    /// </summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        _ = PrivateFolder.Create(Path.GetDirectoryName(path)!);
        DurableFile.Write(path, content, PrivateFolder.FileMode);
    }

    /// <summary>
    /// Takes a lock, which ends with the process at the latest and leaves no file; null when another holds it.
    /// </summary>
    public static IDisposable? TryLock(string path)
    {
        _ = PrivateFolder.Create(Path.GetDirectoryName(path)!);

        // The file goes before the lock is given up: who waits for it sees that and makes another.
        return FileLock.TryTake(path, FileOptions.DeleteOnClose);
    }
}
