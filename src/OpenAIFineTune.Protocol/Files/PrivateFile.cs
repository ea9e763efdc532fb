namespace OpenAIFineTune.Protocol.Files;

/// <summary>Files that only their owner may read.</summary>
internal static class PrivateFile
{
    /// <summary>An empty file to write and read again, gone with the process, however that ends.</summary>
    public static FileStream Create()
    {
        string path = Path.Combine(Path.GetTempPath(), $"finetune-{Guid.NewGuid():N}.tmp");
        FileStream file = Open(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None,
            Options = FileOptions.DeleteOnClose, BufferSize = 64 * 1024,
        });
        if (!OperatingSystem.IsWindows())
        {
            // A file without a name can't stay when the process is killed; Windows removes it by itself.
            File.Delete(file.Name);
        }

        return file;
    }

    /// <summary>Opens a file; a new one is its owner's alone, whatever the umask.</summary>
    public static FileStream Open(string path, FileStreamOptions options)
    {
        if (options.Mode != FileMode.Open && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = PrivateFolder.FileMode;
        }

        return new FileStream(path, options);
    }
}
