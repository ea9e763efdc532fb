using System.Runtime.InteropServices;

namespace OpenAIFineTune.Protocol.Files;

/// <summary>Folders that are their owner's alone. On Windows they inherit that from the user's own folder.</summary>
internal static class PrivateFolder
{
    /// <summary>The rights of a file in such a folder.</summary>
    public const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    // The runtime's own layout of a file's status, alike on every Unix: flags, mode, owner, group, ….
    private const int OwnerOffset = 8;
    private const int StatusSize = 512;

    /// <summary>
    /// Makes a folder and those above it that are missing, whatever the umask; returns its full path.
    /// </summary>
    public static string Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return Directory.CreateDirectory(path).FullName;
        }

        string folder = Path.GetFullPath(path);
        if (Path.GetDirectoryName(folder) is string above && !Directory.Exists(above))
        {
            // The runtime gives those above it the usual rights.
            _ = Create(above);
        }

        _ = Directory.CreateDirectory(folder, OwnerOnly);
        if ((File.GetUnixFileMode(folder) & ~OwnerOnly) != 0)
        {
            File.SetUnixFileMode(folder, OwnerOnly);
        }

        return folder;
    }

    /// <summary>
    /// Refuses a folder that others own or may write to: they could put anything in the place of its files.
    /// </summary>
    public static void Require(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        if ((File.GetUnixFileMode(folder) & OthersWrite) != 0)
        {
            throw Unsafe(folder, "other users may write to it", $"Take the right away: chmod go-w '{folder}'.");
        }

        if (OwnerOf(folder) is uint owner && owner != CurrentUser())
        {
            throw Unsafe(folder, $"it belongs to another user (id {owner})", "Name a folder of your own.");
        }
    }

    /// <summary>Refuses a link: it would read or write what lies elsewhere.</summary>
    public static void RefuseLink(string path)
    {
        if (new FileInfo(path).LinkTarget is not null)
        {
            throw new KnownFailure("StateFolderUnsafe", $"'{path}' is a link, and none is followed there.")
            {
                Target = path,
                Advice = "Remove the link, or name another folder.",
            };
        }
    }

    private static uint? OwnerOf(string path)
    {
        byte[] status = new byte[StatusSize];
        return Status(path, status) == 0 ? BitConverter.ToUInt32(status, OwnerOffset) : null;
    }

    private static KnownFailure Unsafe(string folder, string why, string advice) => new(
        "StateFolderUnsafe", $"The folder '{folder}' is not safe to keep data in: {why}.")
    {
        Target = folder,
        Advice = advice,
    };

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_Stat")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Status([MarshalAs(UnmanagedType.LPUTF8Str)] string path, byte[] status);

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_GetEUid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint CurrentUser();
}
