using OpenAIFineTune.Protocol;
using OpenAIFineTune.Protocol.Files;


namespace OpenAIFineTune.Engine.Store;

/// <summary>
/// Opens files of a state folder: they are their owner's alone whatever the umask, and no link is followed.
/// </summary>
internal static class StateFile
{
    private const int BufferSize = 64 * 1024;

    /// <summary>Opens a file that others may replace or delete meanwhile.</summary>
    public static FileStream OpenRead(string path) => Open(
        path, new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = BufferSize });

    /// <summary>Opens a new file for its only writer.</summary>
    public static FileStream Create(string path, FileOptions options = FileOptions.None) => Open(
        path,
        new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = options,
            BufferSize = BufferSize,
        });

    public static FileStream Open(string path, FileStreamOptions options)
    {
        RefuseLink(path);
        RefuseLink(Path.GetDirectoryName(path)!);
        if (options.Mode != FileMode.Open && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = PrivateFolder.FileMode;
        }

        return new FileStream(path, options);
    }

    /// <summary>Refuses a link: it would read or write what lies elsewhere.</summary>
    public static void RefuseLink(string path)
    {
        if (new FileInfo(path).LinkTarget is not null)
        {
            throw new KnownFailure("StateFolderUnsafe", $"'{path}' is a link, and the local engine follows none.")
            {
                Target = path,
                Advice = "Remove the link, or name another folder with -StatePath.",
            };
        }
    }
}
