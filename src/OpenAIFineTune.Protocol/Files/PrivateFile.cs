namespace OpenAIFineTune.Protocol.Files;

/// <summary>A file that only its owner may read and that is gone with the process, however that ends.</summary>
internal static class PrivateFile
{
    private const int BufferSize = 64 * 1024;

    /// <summary>An empty file to write and read again.</summary>
    public static FileStream Create()
    {
        FileStreamOptions options = new()
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose,
            BufferSize = BufferSize,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        FileStream file = new(Path.Combine(Path.GetTempPath(), $"finetune-{Guid.NewGuid():N}.tmp"), options);
        if (!OperatingSystem.IsWindows())
        {
            // A file without a name can't stay when the process is killed; Windows removes it by itself.
            File.Delete(file.Name);
        }

        return file;
    }
}
