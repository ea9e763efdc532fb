using System.Formats.Tar;

namespace OpenAIFineTune.Streams;

/// <summary>Finds and opens files to read, through links; never a pipe or a device, which may have no end.</summary>
internal static class InputFile
{
    /// <summary>The file that a path leads to, with its own length and time; what is none is refused.</summary>
    public static FileInfo Find(string path)
    {
        if (Directory.Exists(path))
        {
            throw new FineTuneException("PathIsFolder", $"'{path}' is a folder; a file is needed.")
            {
                Target = path,
                Advice = "Name the files in it, for example with a wildcard: -Path folder/*.csv.",
            };
        }

        // A link has a length and a time of its own, which say nothing about the file behind it.
        FileInfo link = new(path);
        FileInfo file = link.Exists && link.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target
            ? target : link;
        if (!file.Exists)
        {
            string end = file == link ? "" : $"; it is a link to '{file.FullName}'";
            throw new FineTuneException("PathNotFound", $"There is no file '{path}'{end}.") { Target = path };
        }

        return IsOnDisk(file) ? file : throw NotRegular(path);
    }

    /// <summary>Opens a file; others may do meanwhile what <paramref name="options"/> let them do.</summary>
    public static FileStream Open(string path, FileStreamOptions options)
    {
        // Before anything is opened: opening a pipe waits for somebody to write to it.
        _ = Find(path);
        try
        {
            return new FileStream(path, options);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new FineTuneException("AccessDenied", $"'{path}' may not be read.", e)
            {
                Target = path,
                Advice = "Give the account that runs the command the right to read it.",
            };
        }
        catch (IOException e)
        {
            throw new FineTuneException(
                "FileAccessFailed", $"'{path}' can't be opened; another program may hold it.", e) { Target = path };
        }
    }

    /// <summary>Pipes and devices state no length; an archive's header tells them from an empty file.</summary>
    private static bool IsOnDisk(FileInfo file)
    {
        if (file.Length > 0)
        {
            return true;
        }

        using MemoryStream archive = new();
        try
        {
            using TarWriter writer = new(archive, TarEntryFormat.Pax, leaveOpen: true);
            writer.WriteEntry(file.FullName, entryName: "file");
        }
        catch (IOException)
        {
            // There is no entry for sockets.
            return false;
        }

        archive.Position = 0;
        using TarReader reader = new(archive);
        return reader.GetNextEntry()?.EntryType is TarEntryType.RegularFile;
    }

    private static FineTuneException NotRegular(string path)
        => new("PathNotRegular", $"'{path}' is a pipe or a device, not a file on a disk.")
        {
            Target = path,
            Advice = "Write what it gives to a file first, and name that.",
        };
}
