using OpenAIFineTune.Protocol.Files;


namespace OpenAIFineTune.Api.Transport;

/// <summary>
/// An answer's body. Silence in the middle is a time-out, its end there a lost connection, and more than is expected an
/// error.
/// </summary>
internal sealed class ResponseStream(Stream body, FineTuneConnection connection, TimeProvider time) : ForwardStream
{
    /// <summary>What an answer may have that is held in memory: far more than any service sends.</summary>
    public const long MemoryLimit = 64L * 1024 * 1024;

    private readonly CallLimit _limits = new(connection, time);
    private readonly string _host = connection.BaseUri.Host;
    private long _read;

    /// <summary>The most bytes that are read.</summary>
    public long Longest { get; init; } = MemoryLimit;

    /// <summary>The error of an answer that does not end.</summary>
    public static FineTuneException TooLong(string what, long bytes)
        => new("AnswerTooLong", $"{what} is longer than {bytes:N0} bytes and was not read to its end.");

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await ReadOnceAsync(buffer, cancellationToken).ConfigureAwait(false);
        _read += read;
        return _read <= Longest ? read : throw TooLong($"The answer of {_host}", Longest);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            body.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<int> ReadOnceAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        TimeSpan longest = connection.Limits.Attempt;
        string silent = $"{_host} sent nothing for {longest.TotalSeconds:0} s in the middle of its answer.";
        try
        {
            return await _limits
                .TryAsync(longest, silent, token => body.ReadAsync(buffer, token).AsTask(), cancellation)
                .ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            // A packed answer that was cut off cannot be unpacked.
            throw new HttpRequestException(HttpRequestError.ResponseEnded, $"The answer of {_host} was cut off.", e);
        }
    }
}
