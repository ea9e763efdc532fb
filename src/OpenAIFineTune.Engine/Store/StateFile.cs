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
            Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None,
            Options = options, BufferSize = BufferSize,
        });

    public static FileStream Open(string path, FileStreamOptions options)
    {
        PrivateFolder.RefuseLink(path);
        PrivateFolder.RefuseLink(Path.GetDirectoryName(path)!);
        return PrivateFile.Open(path, options);
    }
}
