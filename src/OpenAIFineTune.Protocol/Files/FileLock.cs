namespace OpenAIFineTune.Protocol.Files;

/// <summary>
/// Exclusion between processes: who holds the file open keeps the others out, and a dead holder keeps nobody out.
/// </summary>
internal static class FileLock
{
    private const int WindowsSharingViolation = 32;
    private const int WindowsLockViolation = 33;
    private const int LinuxWouldBlock = 11;
    private const int BsdWouldBlock = 35;

    private static readonly TimeSpan s_retry = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    /// <summary>Takes the lock; null when somebody holds it. A folder that can't be written to is an error.</summary>
    public static IDisposable? TryTake(string path, FileOptions options = FileOptions.None)
    {
        PrivateFolder.RefuseLink(path);
        FileStreamOptions only = new()
        {
            Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None,
            Options = options, BufferSize = 0,
        };

        try
        {
            return PrivateFile.Open(path, only);
        }
        catch (IOException e) when (IsHeld(e))
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

    // Any other failure is not cured by waiting.
    private static bool IsHeld(IOException failure) => OperatingSystem.IsWindows()
        ? (failure.HResult & 0xFFFF) is WindowsSharingViolation or WindowsLockViolation
        : failure.HResult == (OperatingSystem.IsLinux() ? LinuxWouldBlock : BsdWouldBlock);
}
