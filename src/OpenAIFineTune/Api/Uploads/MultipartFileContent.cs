using System.IO.Hashing;
using System.Net.Http.Headers;

namespace OpenAIFineTune.Api.Uploads;

/// <summary>A form with fields and one file (or a window of it), which is read while it is sent.</summary>
internal sealed class MultipartFileContent : HttpContent
{
    private const int BufferSize = 256 * 1024;

    private readonly FilePart _file;
    private readonly byte[] _head;
    private readonly byte[] _tail;
    private readonly Action<long>? _sent;

    /// <param name="fields">The form's fields.</param>
    /// <param name="file">The file, or the window of it that is sent.</param>
    /// <param name="sent">Told the bytes of the file that are through; null when nobody asks.</param>
    public MultipartFileContent(IReadOnlyDictionary<string, string> fields, FilePart file, Action<long>? sent)
    {
        _file = file;
        _sent = sent;
        string boundary = $"finetune-{Guid.NewGuid():N}";
        _head = Encoding.UTF8.GetBytes(Head(fields, file, boundary));
        _tail = Encoding.UTF8.GetBytes($"\r\n--{boundary}--\r\n");
        Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/form-data; boundary={boundary}");
    }

    /// <summary>Told the hash of the bytes when all are through; null when nobody asks.</summary>
    public Action<string>? Hashed { get; init; }

    protected override bool TryComputeLength(out long length)
    {
        length = _head.Length + _file.Length + _tail.Length;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(_head, cancellationToken).ConfigureAwait(false);
        using FileStream source = _file.Open();
        byte[] buffer = new byte[BufferSize];
        XxHash128? hash = Hashed is null ? null : new XxHash128();
        for (long sent = 0; sent < _file.Length;)
        {
            int wanted = (int)Math.Min(buffer.Length, _file.Length - sent);
            int read = await source.ReadAsync(buffer.AsMemory(0, wanted), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                throw _file.Changed();
            }

            hash?.Append(buffer.AsSpan(0, read));
            await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            sent += read;
            _sent?.Invoke(sent);
        }

        // Before the end: the answer may come as soon as that is sent.
        Hashed?.Invoke(FilePart.Text(hash!));
        await stream.WriteAsync(_tail, cancellationToken).ConfigureAwait(false);
    }

    private static string Head(IReadOnlyDictionary<string, string> fields, FilePart file, string boundary)
    {
        StringBuilder text = new();
        foreach ((string name, string value) in fields)
        {
            _ = text.Append($"--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        }

        // The escapes of the HTML standard's form encoding: a name can't end the header and start one of its own.
        string safeName = file.FileName.Replace("\"", "%22").Replace("\r", "%0D").Replace("\n", "%0A");
        return text.Append($"--{boundary}\r\nContent-Disposition: form-data; name=\"{file.Field}\"; ")
            .Append($"filename=\"{safeName}\"\r\n")
            .Append("Content-Type: application/octet-stream\r\n\r\n")
            .ToString();
    }
}
