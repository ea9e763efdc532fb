namespace OpenAIFineTune.Data.Writing;

/// <summary>
/// Files that are still being written: in the folder that they are to stay in, under names by which those that a killed
/// process left are found again.
/// </summary>
internal static class TemporaryFile
{
    private const string Start = ".finetune-";
    private const string End = ".tmp";

    /// <summary>A name that no file has.</summary>
    public static string NewName(string folder) => Path.Combine(folder, $"{Start}{Guid.NewGuid():N}{End}");

    /// <summary>Begins a file; its lock says that it is in use, and it can be renamed while it is open.</summary>
    public static FileStream Create(string folder, UnixFileMode? mode)
    {
        FileStreamOptions options = new()
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        try
        {
            return new FileStream(NewName(folder), options);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new FineTuneException("AccessDenied", $"The folder '{folder}' may not be written to.", e)
            {
                Target = folder,
                Advice = "Give the account that runs the command the right to it, or name another -OutputPath.",
            };
        }
        catch (IOException e)
        {
            throw new FineTuneException("FileAccessFailed", $"No file can be made in the folder '{folder}'.", e)
            {
                Target = folder,
                Advice = "See whether the disk is full or can only be read, or name another -OutputPath.",
            };
        }
    }

    /// <summary>
    /// Renames a file, to or from a name of ours; an error is about <paramref name="path"/>, the other name.
    /// </summary>
    public static void Rename(string from, string to, string path)
    {
        try
        {
            File.Move(from, to, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FineTuneException(
                "FileAccessFailed", $"'{path}' can't be written: a folder or another program is in its way.", e)
            {
                Target = path,
                Advice = "See what is there, or name another -OutputPath.",
            };
        }
    }

    /// <summary>Removes what killed processes left in a folder, and nothing that a living one has open.</summary>
    public static void RemoveLeftovers(string folder)
    {
        foreach (string path in Directory.EnumerateFiles(folder, Start + "*" + End))
        {
            try
            {
                using FileStream left = new(
                    path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It is in use, or another run was faster.
            }
        }
    }
}
