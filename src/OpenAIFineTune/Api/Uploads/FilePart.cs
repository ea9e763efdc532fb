using System.IO.Hashing;
using System.Security.Cryptography;
using OpenAIFineTune.Streams;

namespace OpenAIFineTune.Api.Uploads;

/// <summary>A window of a file that is sent as one field of a form.</summary>
/// <param name="Path">The file's full path.</param>
/// <param name="Field">The form's name for it.</param>
/// <param name="Offset">Where the window starts.</param>
/// <param name="Length">The bytes of the window.</param>
internal sealed record FilePart(string Path, string Field, long Offset, long Length)
{
    /// <summary>The name that the service sees.</summary>
    public string FileName => System.IO.Path.GetFileName(Path);

    /// <summary>The whole of a file, which must exist; through a link, of the file behind it.</summary>
    public static FilePart Whole(string path) => new(path, "file", 0, InputFile.Find(path).Length);

    /// <summary>The window in pieces of that many bytes, each a field of an upload's part.</summary>
    public IReadOnlyList<FilePart> Split(long bytes)
        => [.. Enumerable.Range(0, (int)((Length + bytes - 1) / bytes)).Select(number => this with
        {
            Field = "data",
            Offset = Offset + (number * bytes),
            Length = Math.Min(bytes, Length - (number * bytes)),
        })];

    /// <summary>The hash of the whole file.</summary>
    public async Task<string> HashAsync(CancellationToken cancellation)
    {
        using FileStream stream = OpenWhole();
        return await HashOfAsync(stream, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// The hash by which the same bytes are known again, in hexadecimal digits: XXH128, which keeps up with the
    /// sending. Whoever could make two files of one hash has written both.
    /// </summary>
    public static async Task<string> HashOfAsync(Stream content, CancellationToken cancellation)
    {
        XxHash128 hash = new();
        await hash.AppendAsync(content, cancellation).ConfigureAwait(false);
        return Text(hash);
    }

    /// <summary>A hash in hexadecimal digits.</summary>
    public static string Text(XxHash128 hash) => Convert.ToHexString(hash.GetCurrentHash());

    /// <summary>The MD5 of the whole file, in hexadecimal digits: the checksum of the protocol's uploads.</summary>
    public async Task<string> ChecksumAsync(CancellationToken cancellation)
    {
        using FileStream stream = OpenWhole();
        return Convert.ToHexString(await MD5.HashDataAsync(stream, cancellation).ConfigureAwait(false))
            .ToLowerInvariant();
    }

    /// <summary>Opens the file at the window's start.</summary>
    public FileStream Open()
    {
        FileStream stream = InputFile.Open(Path, new FileStreamOptions
        {
            Share = FileShare.Read,
            Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
            // Our reads are as large as the buffer: a second buffer would only copy.
            BufferSize = 0,
        });
        stream.Position = Offset;
        return stream;
    }

    private FileStream OpenWhole() => InputFile.Open(Path, new FileStreamOptions
    {
        Share = FileShare.Read,
        Options = FileOptions.SequentialScan,
        BufferSize = 0,
    });

    /// <summary>What to say when the file got shorter while it was sent.</summary>
    public FineTuneException Changed()
        => new("FileChanged", $"The file '{Path}' became shorter while it was being uploaded.") { Target = Path };
}
