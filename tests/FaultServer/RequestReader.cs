using System.Globalization;
using System.Text;

namespace OpenAIFineTune.Faults;

/// <summary>Reads the requests of one connection.</summary>
internal sealed class RequestReader(Stream stream)
{
    private readonly List<byte> _line = [];
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    /// <summary>The next request; null when the client has closed the connection.</summary>
    public async Task<RecordedRequest?> ReadAsync(CancellationToken cancellation)
    {
        string? first = await ReadLineAsync(cancellation).ConfigureAwait(false);
        if (string.IsNullOrEmpty(first))
        {
            return null;
        }

        string[] words = first.Split(' ');
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        while (await ReadLineAsync(cancellation).ConfigureAwait(false) is { Length: > 0 } line)
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        if (headers.TryGetValue("Expect", out string? expected) && expected.StartsWith("100", StringComparison.Ordinal))
        {
            await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), cancellation).ConfigureAwait(false);
        }

        byte[] body = headers.ContainsKey("Transfer-Encoding")
            ? await ReadChunksAsync(cancellation).ConfigureAwait(false)
            : await ReadBytesAsync(LengthOf(headers), cancellation).ConfigureAwait(false);
        return new RecordedRequest(words[0], words[1], headers, body, Fault.None);
    }

    private static int LengthOf(Dictionary<string, string> headers)
        => headers.TryGetValue("Content-Length", out string? length) ? int.Parse(length, CultureInfo.InvariantCulture) : 0;

    private async Task<byte[]> ReadChunksAsync(CancellationToken cancellation)
    {
        using MemoryStream body = new();
        while (true)
        {
            string size = await ReadLineAsync(cancellation).ConfigureAwait(false) ?? "0";
            int length = int.Parse(size.Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            await body.WriteAsync(await ReadBytesAsync(length, cancellation).ConfigureAwait(false), cancellation)
                .ConfigureAwait(false);
            _ = await ReadLineAsync(cancellation).ConfigureAwait(false);
            if (length == 0)
            {
                return body.ToArray();
            }
        }
    }

    private async Task<byte[]> ReadBytesAsync(int count, CancellationToken cancellation)
    {
        byte[] bytes = new byte[count];
        for (int filled = 0; filled < count;)
        {
            if (!await FillAsync(cancellation).ConfigureAwait(false))
            {
                throw new EndOfStreamException();
            }

            int taken = Math.Min(count - filled, _end - _start);
            _buffer.AsSpan(_start, taken).CopyTo(bytes.AsSpan(filled));
            _start += taken;
            filled += taken;
        }

        return bytes;
    }

    private async Task<string?> ReadLineAsync(CancellationToken cancellation)
    {
        _line.Clear();
        while (await FillAsync(cancellation).ConfigureAwait(false))
        {
            byte next = _buffer[_start++];
            if (next == '\n')
            {
                return Encoding.UTF8.GetString([.. _line]).TrimEnd('\r');
            }

            _line.Add(next);
        }

        return null;
    }

    private async Task<bool> FillAsync(CancellationToken cancellation)
    {
        if (_start == _end)
        {
            _start = 0;
            _end = await stream.ReadAsync(_buffer, cancellation).ConfigureAwait(false);
        }

        return _end > 0;
    }
}
