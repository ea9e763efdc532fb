namespace OpenAIFineTune.Data.Reading;

/// <summary>A file as it was when reading began: reading it twice must give the same bytes twice.</summary>
internal sealed class FileSnapshot
{
    private const int BufferSize = 128 * 1024;

    private readonly DateTime _written;

    private FileSnapshot(FileInfo file)
    {
        Path = file.FullName;
        Length = file.Length;
        _written = file.LastWriteTimeUtc;
        IsCompressed = file.Extension.Equals(".gz", StringComparison.OrdinalIgnoreCase);
        string name = IsCompressed ? System.IO.Path.GetFileNameWithoutExtension(Path) : Path;
        Extension = System.IO.Path.GetExtension(name).ToLowerInvariant();
    }

    public string Path { get; }

    /// <summary>The length in bytes, as stored.</summary>
    public long Length { get; }

    /// <summary>The extension in lower case, with its dot and without a <c>.gz</c> behind it.</summary>
    public string Extension { get; }

    public bool IsCompressed { get; }

    /// <summary>The name without its folders, for messages.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    public static FileSnapshot Take(string path)
    {
        if (Directory.Exists(path))
        {
            throw new FineTuneException("PathIsFolder", $"'{path}' is a folder; a file is needed.")
            {
                Target = path,
                Advice = "Name the files in it, for example with a wildcard: -Path folder/*.csv.",
            };
        }

        return File.Exists(path)
            ? new FileSnapshot(new FileInfo(path))
            : throw new FineTuneException("PathNotFound", $"There is no file '{path}'.") { Target = path };
    }

    /// <summary>The content from its start, unpacked, and no further than it went when the snapshot was taken.</summary>
    public Stream OpenContent()
    {
        SnapshotStream stored = new(this, OpenStored());
        return IsCompressed ? new UnpackedStream(this, stored) : stored;
    }

    /// <summary>The bytes as they are on disk; others may write meanwhile, which is noticed and told.</summary>
    public FileStream OpenStored()
    {
        EnsureUnchanged();
        try
        {
            return new FileStream(
                Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferSize, FileOptions.SequentialScan);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new FineTuneException("AccessDenied", $"'{Path}' may not be read: {e.Message}", e) { Target = Path };
        }
        catch (IOException e)
        {
            throw new FineTuneException("FileAccessFailed", $"'{Path}' can't be opened: {e.Message}", e) { Target = Path };
        }
    }

    /// <summary>Reads until <paramref name="block"/> is full or the content ends.</summary>
    public int Fill(Stream content, Span<byte> block)
    {
        try
        {
            return content.ReadAtLeast(block, block.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException e)
        {
            throw new FineTuneException("InvalidArchive", $"'{Path}' is not a sound gzip file: {e.Message}", e)
            {
                Target = Path,
                Advice = "Copy the file again, or test it with gzip -t.",
            };
        }
    }

    public void EnsureUnchanged()
    {
        FileInfo now = new(Path);
        if (!now.Exists || now.Length != Length || now.LastWriteTimeUtc != _written)
        {
            throw new FineTuneException("InputChanged", $"'{Path}' changed while it was being read.")
            {
                Target = Path,
                Advice = "Wait until whatever writes it is done, or copy it and read the copy.",
            };
        }
    }
}
