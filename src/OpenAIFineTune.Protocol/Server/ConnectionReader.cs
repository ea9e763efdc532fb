using System.Text;

namespace OpenAIFineTune.Protocol.Server;

/// <summary>Reads lines and bytes of a connection; waits for each, and for all of them, only so long.</summary>
internal sealed class ConnectionReader(Stream stream, TimeSpan silence, TimeProvider time)
{
    private const int MaxDrained = 4 * 1024 * 1024;

    private readonly byte[] _buffer = new byte[32 * 1024];
    private int _start;
    private int _end;
    private TimeSpan _left;
    private TimeSpan _earnedByByte;

    /// <summary>Limits the waiting for what is read from now on; each byte that comes may earn more.</summary>
    public void Allow(TimeSpan waiting, TimeSpan earnedByByte = default)
    {
        _left = waiting;
        _earnedByByte = earnedByByte;
    }

    /// <summary>Waits for a request; false when the client ends the connection or stays silent.</summary>
    public async Task<bool> WaitAsync(CancellationToken stop)
    {
        Allow(silence);
        try
        {
            return _start < _end || await FillAsync(stop).ConfigureAwait(false);
        }
        catch (RequestFailure)
        {
            return false;
        }
    }

    /// <summary>A line without its end; null when the connection ends before one begins.</summary>
    public async Task<string?> ReadLineAsync(int maxBytes, CancellationToken stop)
    {
        while (true)
        {
            int length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (length > maxBytes || (length < 0 && _end - _start >= Math.Min(maxBytes, _buffer.Length)))
            {
                throw new RequestFailure(431, "The request's head or one of its lines is too long.");
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
    public async Task DrainAsync(TimeSpan limit, CancellationToken stop)
    {
        Allow(limit);
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
        TimeSpan limit = _left < silence ? _left : silence;
        long begun = time.GetTimestamp();
        using CancellationTokenSource late = new(limit > TimeSpan.Zero ? limit : throw TooSlow(), time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        try
        {
            int count = await stream.ReadAsync(target, either.Token).ConfigureAwait(false);
            _left += (_earnedByByte * count) - time.GetElapsedTime(begun);
            return count;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            _left = TimeSpan.Zero;
            throw TooSlow();
        }
    }

    private static RequestFailure TooSlow() => new(408, "The request came too slowly.");
}
