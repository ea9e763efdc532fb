using OpenAIFineTune.Streams;

namespace OpenAIFineTune.Api.Transport;

/// <summary>An answer's body. Silence in the middle is a time-out, its end there a lost connection.</summary>
internal sealed class AnswerStream(Stream body, string host, TimeSpan longestSilence) : ForwardStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using CancellationTokenSource silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        silence.CancelAfter(longestSilence);
        try
        {
            return await body.ReadAsync(buffer, silence.Token).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, $"The answer of {host} was cut off.", e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"{host} sent nothing for {longestSilence.TotalSeconds:0} s in the middle of its answer.", e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            body.Dispose();
        }

        base.Dispose(disposing);
    }
}
