using System.IO.Hashing;
using OpenAIFineTune.Streams;

namespace OpenAIFineTune.Data.Reading;

/// <summary>A file as it was when reading began: reading it twice must give the same bytes twice.</summary>
internal sealed class FileSnapshot
{
    private const int BufferSize = 128 * 1024;

    private readonly FileInfo _file;
    private readonly DateTime _written;

    private FileSnapshot(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        _file = InputFile.Find(Path);
        Length = _file.Length;
        _written = _file.LastWriteTimeUtc;
        IsCompressed = System.IO.Path.GetExtension(Path).Equals(".gz", StringComparison.OrdinalIgnoreCase);
        string name = IsCompressed ? System.IO.Path.GetFileNameWithoutExtension(Path) : Path;
        Extension = System.IO.Path.GetExtension(name).ToLowerInvariant();
    }

    public string Path { get; }

    /// <summary>The length in bytes, as stored.</summary>
    public long Length { get; }

    /// <summary>The extension in lower case, with its dot and without a <c>.gz</c> behind it.</summary>
    public string Extension { get; }

    public bool IsCompressed { get; }

    /// <summary>Is told how much is read; null where nobody asks.</summary>
    public ReadingMeter? Meter { get; set; }

    /// <summary>The name without its folders, for messages.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    public static FileSnapshot Take(string path) => new(path);

    /// <summary>
    /// The content from its start, unpacked, and no further than it went when the snapshot was taken.
    /// </summary>
    public Stream OpenContent()
    {
        SnapshotStream stored = new(this, OpenStored());
        return IsCompressed ? new UnpackedStream(this, stored) : stored;
    }

    /// <summary>The bytes as they are on disk; others may write meanwhile, which is noticed and told.</summary>
    public FileStream OpenStored()
    {
        EnsureUnchanged();
        return InputFile.Open(Path, new FileStreamOptions
        {
            Share = FileShare.ReadWrite | FileShare.Delete,
            Options = FileOptions.SequentialScan,
            BufferSize = BufferSize,
        });
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
            throw new FineTuneException(
                "InvalidArchive", $"'{Path}' is not a sound gzip file: it is damaged or was cut off.", e)
            {
                Target = Path,
                Advice = "Copy the file again, or test it with gzip -t.",
            };
        }
    }

    public void EnsureUnchanged()
    {
        FileInfo? now = File.Exists(Path) ? InputFile.Find(Path) : null;
        if (now?.FullName != _file.FullName || now.Length != Length || now.LastWriteTimeUtc != _written)
        {
            throw Changed();
        }
    }

    /// <summary>Makes sure that the file has the bytes that were read, by their hash.</summary>
    public void EnsureHolds(ulong hash)
    {
        using FileStream stored = OpenStored();
        XxHash3 now = new();
        now.Append(stored);
        if (now.GetCurrentHashAsUInt64() != hash)
        {
            throw Changed();
        }
    }

    private FineTuneException Changed() => new("InputChanged", $"'{Path}' changed while it was being read.")
    {
        Target = Path,
        Advice = "Wait until whatever writes it is done, or copy it and read the copy.",
    };
}
