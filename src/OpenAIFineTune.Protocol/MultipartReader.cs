using System.Net.Http.Headers;
using System.Text;

namespace OpenAIFineTune.Protocol;

/// <summary>Reads a multipart body part by part, as it arrives and in flat memory (RFC 7578, RFC 2046).</summary>
/// <param name="contentType">The body's type, with the boundary.</param>
/// <param name="body">The body as it arrives.</param>
/// <param name="maxBytes">All that is read of it, with what lies before, between and behind the parts.</param>
internal sealed class MultipartReader(string? contentType, Stream body, long maxBytes)
{
    private const int MaxHeaderBytes = 16 * 1024;

    private readonly byte[] _delimiter = Encoding.UTF8.GetBytes("\r\n--" + BoundaryOf(contentType));

    // The first boundary may lack the line break that precedes the others.
    private readonly byte[] _buffer = [.. "\r\n"u8, .. new byte[64 * 1024]];
    private long _total;
    private int _start;
    private int _end = 2;
    private bool _atDelimiter;

    /// <summary>The next part, whose body must be read before the one after it; null at the end.</summary>
    public async Task<MultipartPart?> NextAsync(CancellationToken cancellation)
    {
        byte[] rest = new byte[4096];
        while (await ReadBodyAsync(rest, cancellation).ConfigureAwait(false) > 0)
        {
        }

        _start += _delimiter.Length;
        _atDelimiter = false;
        string mark = await ReadLineAsync(cancellation).ConfigureAwait(false);
        if (mark.StartsWith("--", StringComparison.Ordinal))
        {
            _atDelimiter = true;
            return null;
        }

        return new MultipartPart(this, await ReadHeaderAsync(cancellation).ConfigureAwait(false));
    }

    /// <summary>Reads from the current part's body; zero at its end.</summary>
    public async ValueTask<int> ReadBodyAsync(Memory<byte> target, CancellationToken cancellation)
    {
        while (!_atDelimiter)
        {
            int found = _buffer.AsSpan(_start, _end - _start).IndexOf(_delimiter);
            int ready = found >= 0 ? found : _end - _start - (_delimiter.Length - 1);
            if (found == 0)
            {
                _atDelimiter = true;
            }
            else if (ready > 0)
            {
                int count = Math.Min(ready, target.Length);
                _buffer.AsMemory(_start, count).CopyTo(target);
                _start += count;
                return count;
            }
            else
            {
                await FillAsync(cancellation).ConfigureAwait(false);
            }
        }

        return 0;
    }

    private async Task<ContentDispositionHeaderValue> ReadHeaderAsync(CancellationToken cancellation)
    {
        ContentDispositionHeaderValue? disposition = null;
        int size = 0;
        string line;
        while ((line = await ReadLineAsync(cancellation).ConfigureAwait(false)).Length > 0)
        {
            size += line.Length;
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (size > MaxHeaderBytes)
            {
                throw Malformed();
            }

            if (colon > 0 && line[..colon].Trim().Equals("Content-Disposition", StringComparison.OrdinalIgnoreCase))
            {
                _ = ContentDispositionHeaderValue.TryParse(line[(colon + 1)..].Trim(), out disposition);
            }
        }

        return disposition ?? throw Malformed();
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellation)
    {
        int length;
        while ((length = _buffer.AsSpan(_start, _end - _start).IndexOf("\r\n"u8)) < 0)
        {
            // The closing boundary needs no line break after it.
            if (_end - _start >= 2 && _buffer.AsSpan(_start, 2).SequenceEqual("--"u8))
            {
                return "--";
            }

            if (_end - _start > MaxHeaderBytes)
            {
                throw Malformed();
            }

            await FillAsync(cancellation).ConfigureAwait(false);
        }

        string line = Encoding.UTF8.GetString(_buffer, _start, length);
        _start += length + 2;
        return line;
    }

    private async Task FillAsync(CancellationToken cancellation)
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        int count = await body.ReadAsync(_buffer.AsMemory(_end), cancellation).ConfigureAwait(false);
        _end += count > 0 ? count : throw Malformed();
        _total += count;
        if (_total > maxBytes)
        {
            throw new RequestFailure(413, $"The multipart body of the request is larger than {maxBytes} bytes.");
        }
    }

    private static string BoundaryOf(string? contentType)
        => MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type)
            && string.Equals(type.MediaType, "multipart/form-data", StringComparison.OrdinalIgnoreCase)
            && type.Parameters.FirstOrDefault(
                p => p.Name.Equals("boundary", StringComparison.OrdinalIgnoreCase)) is { Value: string quoted }
            && quoted.Trim('"') is { Length: > 0 and <= 200 } boundary
                ? boundary
                : throw RequestFailure.Invalid(null, "The request must be multipart/form-data with a boundary.");

    private static RequestFailure Malformed()
        => RequestFailure.Invalid(null, "The multipart body of the request is malformed or ends too early.");
}
