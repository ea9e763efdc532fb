using OpenAIFineTune.Protocol.Files;

namespace OpenAIFineTune.Engine.Store;

/// <summary>
/// Exclusion between processes: who holds the file open keeps the others out, and a dead holder keeps nobody out.
/// </summary>
internal static class FileLock
{
    private static readonly TimeSpan s_retry = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    /// <summary>Takes the lock; null when somebody holds it. A folder that can't be written to is an error.</summary>
    public static IDisposable? TryTake(string path)
    {
        try
        {
            return StateFile.Open(path, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0,
            });
        }
        catch (IOException e) when (HeldFile.Is(e))
        {
            return null;
        }
    }

    /// <summary>
    /// Takes the lock, which others hold for moments only; one that stopped while it held it is an error.
    /// </summary>
    public static async Task<IDisposable> TakeAsync(
        string path, CancellationToken cancellation, TimeProvider? time = null)
    {
        TimeProvider clock = time ?? TimeProvider.System;
        long start = clock.GetTimestamp();
        IDisposable? held;
        while ((held = TryTake(path)) is null)
        {
            if (clock.GetElapsedTime(start) > s_limit)
            {
                throw new IOException($"Another process has held '{path}' for {s_limit.TotalSeconds:0} seconds.");
            }

            await Task.Delay(s_retry, clock, cancellation).ConfigureAwait(false);
        }

        return held;
    }
}
