using System.Net.Sockets;
using OpenAIFineTune.Local.Http;

namespace OpenAIFineTune.Local.Server;

/// <summary>One client's connection: reads its requests and answers them, one after the other.</summary>
internal sealed class HttpConnection
{
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(2);

    private readonly NetworkStream _stream;
    private readonly ConnectionReader _reader;
    private readonly AnswerWriter _writer;
    private readonly RequestRouter _router;
    private readonly ServerKey _key;

    public HttpConnection(
        NetworkStream stream, RequestRouter router, ServerKey key, ServerOptions options, TimeProvider time)
    {
        _stream = stream;
        _reader = new ConnectionReader(stream, options.Silence, time);
        _writer = new AnswerWriter(stream, time);
        _router = router;
        _key = key;
    }

    /// <summary>Serves until the client goes, stays silent too long, or breaks the rules.</summary>
    public async Task ServeAsync(bool isWelcome, CancellationToken stop)
    {
        try
        {
            bool goesOn = true;
            while (goesOn)
            {
                goesOn = isWelcome
                    ? await ServeOneAsync(stop).ConfigureAwait(false)
                    : await TurnAwayAsync(stop).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or TimeoutException)
        {
            // The client has gone or is silent, or the server stops: there is nobody to tell.
        }
    }

    private async Task<bool> ServeOneAsync(CancellationToken stop)
    {
        RequestHead? head;
        try
        {
            head = await RequestHead.ReadAsync(_reader, stop).ConfigureAwait(false);
        }
        catch (RequestFailure failure)
        {
            // Where the next request would begin is unknown.
            return await CloseWithAsync(failure.ToAnswer(), isHead: false, stop).ConfigureAwait(false);
        }

        if (head is null)
        {
            return false;
        }

        using RequestBody body = RequestBody.Create(head, _reader, _writer);
        LocalAnswer answer = _key.Fits(head.Authorization)
            ? await AnswerAsync(head, body, stop).ConfigureAwait(false)
            : Refuse(head).ToAnswer();
        bool isHead = head.Method == "HEAD";
        if (!head.KeepsOpen || !body.IsConsumed)
        {
            return await CloseWithAsync(answer, isHead, stop).ConfigureAwait(false);
        }

        await _writer.WriteAsync(answer, isHead, keepsOpen: true, stop).ConfigureAwait(false);
        return true;
    }

    private async Task<LocalAnswer> AnswerAsync(RequestHead head, RequestBody body, CancellationToken stop)
    {
        try
        {
            LocalRequest request = new(head.Method, head.Address, head.ContentType, body);
            LocalAnswer answer = await _router.AnswerAsync(request, stop).ConfigureAwait(false);
            await body.SkipRestAsync(stop).ConfigureAwait(false);
            return answer;
        }
        catch (RequestFailure failure)
        {
            return failure.ToAnswer();
        }
    }

    private Task<bool> TurnAwayAsync(CancellationToken stop)
    {
        RequestFailure failure = new(503, "The local server has too many connections.")
        {
            Code = "server_is_overloaded",
        };
        return CloseWithAsync(failure.ToAnswer(), isHead: false, stop);
    }

    // Closing while a request still comes in would destroy the answer before its sender has read it (RFC 9112, 9.6).
    private async Task<bool> CloseWithAsync(LocalAnswer answer, bool isHead, CancellationToken stop)
    {
        await _writer.WriteAsync(answer, isHead, keepsOpen: false, stop).ConfigureAwait(false);
        _stream.Socket.Shutdown(SocketShutdown.Send);
        using CancellationTokenSource farewell = CancellationTokenSource.CreateLinkedTokenSource(stop);
        farewell.CancelAfter(s_farewell);
        await _reader.DrainAsync(farewell.Token).ConfigureAwait(false);
        return false;
    }

    private static RequestFailure Refuse(RequestHead head) => head.Authorization is null
        ? new RequestFailure(401, "You didn't provide an API key. Send it as 'Authorization: Bearer KEY'.")
        {
            Code = "missing_api_key",
        }
        : new RequestFailure(401, "Incorrect API key provided.") { Code = "invalid_api_key" };
}
