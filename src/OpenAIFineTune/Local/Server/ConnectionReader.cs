using System.Text;
using OpenAIFineTune.Local.Http;

namespace OpenAIFineTune.Local.Server;

/// <summary>Reads lines and bytes of a connection; waits for each only so long.</summary>
internal sealed class ConnectionReader
{
    private const int MaxDrained = 4 * 1024 * 1024;

    private readonly Stream _stream;
    private readonly TimeSpan _silence;
    private readonly TimeProvider _time;
    private readonly byte[] _buffer = new byte[32 * 1024];
    private int _start;
    private int _end;

    public ConnectionReader(Stream stream, TimeSpan silence, TimeProvider time)
    {
        _stream = stream;
        _silence = silence;
        _time = time;
    }

    /// <summary>A line without its end; null when the connection ends before one begins.</summary>
    public async Task<string?> ReadLineAsync(int maxBytes, CancellationToken stop)
    {
        while (true)
        {
            int length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (length > maxBytes || (length < 0 && _end - _start >= Math.Min(maxBytes, _buffer.Length)))
            {
                throw new RequestFailure(431, "A line of the request's head is too long.");
            }

            if (length >= 0)
            {
                string line = Encoding.Latin1.GetString(_buffer, _start, length);
                _start += length + 1;
                return line.EndsWith('\r') ? line[..^1] : line;
            }

            if (!await FillAsync(stop).ConfigureAwait(false))
            {
                return _start == _end ? null : throw new IOException("The connection ended within a line.");
            }
        }
    }

    /// <summary>Reads what has arrived; zero at the end of the connection.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> target, CancellationToken stop)
    {
        if (_start == _end && target.Length >= _buffer.Length)
        {
            return await ReadStreamAsync(target, stop).ConfigureAwait(false);
        }

        if (_start == _end && !await FillAsync(stop).ConfigureAwait(false))
        {
            return 0;
        }

        int count = Math.Min(target.Length, _end - _start);
        _buffer.AsMemory(_start, count).CopyTo(target);
        _start += count;
        return count;
    }

    /// <summary>Takes in the rest of a refused request, within reason.</summary>
    public async Task DrainAsync(CancellationToken stop)
    {
        byte[] rest = new byte[_buffer.Length];
        int count = 1;
        for (int total = 0; total < MaxDrained && count > 0; total += count)
        {
            count = await ReadAsync(rest, stop).ConfigureAwait(false);
        }
    }

    private async Task<bool> FillAsync(CancellationToken stop)
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        int count = await ReadStreamAsync(_buffer.AsMemory(_end), stop).ConfigureAwait(false);
        _end += count;
        return count > 0;
    }

    private async ValueTask<int> ReadStreamAsync(Memory<byte> target, CancellationToken stop)
    {
        using CancellationTokenSource silence = new(_silence, _time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, stop);
        return await _stream.ReadAsync(target, either.Token).ConfigureAwait(false);
    }
}
