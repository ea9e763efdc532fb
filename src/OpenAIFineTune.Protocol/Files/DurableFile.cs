using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OpenAIFineTune.Protocol.Files;

/// <summary>
/// Puts whole files in their places: the bytes are on the disk before the name is, and the name is when the call
/// returns, so that a power cut leaves the old file or the new one.
/// </summary>
internal static class DurableFile
{
    private const string Unfinished = ".part";

    // Nobody writes to a file so seldom who is still at it.
    private static readonly TimeSpan s_leftover = TimeSpan.FromDays(1);

    /// <summary>Writes a file as a whole, over the one that is there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">All of its bytes.</param>
    /// <param name="mode">Who may use it, where the system knows that; null for what the process does by
    /// default.</param>
    public static void Write(string path, ReadOnlySpan<byte> content, UnixFileMode? mode = null)
    {
        string temporary = TemporaryFor(path);
        try
        {
            using (FileStream file = Create(temporary, mode))
            {
                file.Write(content);
            }

            Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Deletes what processes that died left of files in a folder.</summary>
    public static void RemoveLeftovers(string folder, TimeProvider time)
        => RemoveLeftovers(Directory.GetFiles(folder, ".*" + Unfinished).Where(IsOurs), time);

    /// <summary>Deletes the files that only a process which died can have left.</summary>
    public static void RemoveLeftovers(IEnumerable<string> files, TimeProvider time)
    {
        DateTime oldest = time.GetUtcNow().UtcDateTime - s_leftover;
        foreach (string path in files)
        {
            try
            {
                if (File.GetLastWriteTimeUtc(path) < oldest)
                {
                    File.Delete(path);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another time.
            }
        }
    }

    /// <summary>
    /// A name beside a file, for what is still being written; short, since the file's own may have the full length.
    /// </summary>
    public static string TemporaryFor(string path)
        => Path.Combine(Path.GetDirectoryName(path) ?? "", $".{Guid.NewGuid():N}{Unfinished}");

    /// <summary>Opens a new file for writing.</summary>
    public static FileStream Create(string path, UnixFileMode? mode = null)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        return new FileStream(path, options);
    }

    /// <summary>Gives a finished file its name, on the same disk.</summary>
    public static void Move(string temporary, string path, bool overwrite)
    {
        using (SafeFileHandle file = File.OpenHandle(temporary, FileMode.Open, FileAccess.ReadWrite))
        {
            RandomAccess.FlushToDisk(file);
        }

        File.Move(temporary, path, overwrite);
        _ = FlushFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>
    /// Makes the names in a folder lasting; false where the system has no way to, as on Windows, which does it itself.
    /// </summary>
    public static bool FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        // The runtime opens no folders.
        using SafeFileHandle handle = new(OpenFolder(folder, flags: 0), ownsHandle: true);
        if (handle.IsInvalid)
        {
            return false;
        }

        RandomAccess.FlushToDisk(handle);
        return true;
    }

    private static bool IsOurs(string path)
        => Guid.TryParseExact(Path.GetFileNameWithoutExtension(path)[1..], "N", out _);

    [DllImport("libc", EntryPoint = "open")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint OpenFolder([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
}
