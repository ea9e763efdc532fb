namespace OpenAIFineTune.Local.Store;

/// <summary>
/// Exclusion between processes: who holds the file open keeps the others out, and a dead holder keeps nobody out.
/// </summary>
internal static class FileLock
{
    private static readonly TimeSpan s_retry = TimeSpan.FromMilliseconds(5);

    /// <summary>Takes the lock; null when somebody holds it.</summary>
    public static IDisposable? TryTake(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException))
        {
            return null;
        }
    }

    /// <summary>Takes the lock, which others hold for moments only.</summary>
    public static async Task<IDisposable> TakeAsync(string path, CancellationToken cancellation)
    {
        IDisposable? held;
        while ((held = TryTake(path)) is null)
        {
            await Task.Delay(s_retry, cancellation).ConfigureAwait(false);
        }

        return held;
    }
}
