using System.Net.Sockets;

namespace OpenAIFineTune.Protocol.Server;

/// <summary>One client's connection: reads its requests and answers them, one after the other.</summary>
internal sealed class HttpConnection(
    NetworkStream stream, RequestRouter router, AccessRules rules, ServerOptions options, TimeProvider time)
{
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(2);

    private readonly ConnectionReader _reader = new(stream, options.Silence, time);
    private readonly ResponseWriter _writer = new(stream, options.Silence, time);

    /// <summary>Serves until the client goes, stays silent too long, or breaks the rules.</summary>
    public async Task ServeAsync(bool isWelcome, CancellationToken stop)
    {
        try
        {
            Func<CancellationToken, Task<bool>> serve = isWelcome ? ServeOneAsync : TurnAwayAsync;
            while (await serve(stop).ConfigureAwait(false))
            {
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException
            or RequestFailure or KnownFailure)
        {
            // The client has gone or is silent, the server stops, or a stream broke off: there is nobody to tell.
        }
    }

    private async Task<bool> ServeOneAsync(CancellationToken stop)
    {
        RequestHead? head = null;
        RequestFailure? fault = null;
        try
        {
            if (await _reader.WaitAsync(stop).ConfigureAwait(false))
            {
                _reader.Allow(options.HeadTime);
                head = await RequestHead.ReadAsync(_reader, stop).ConfigureAwait(false);
            }
        }
        catch (RequestFailure failure)
        {
            fault = failure;
        }

        // After a fault it is unknown where the next request would begin.
        return head is not null ? await ServeAsync(head, stop).ConfigureAwait(false)
            : fault is not null && await CloseAsync(fault.ToResponse(), ResponseForm.Last, stop).ConfigureAwait(false);
    }

    private async Task<bool> ServeAsync(RequestHead head, CancellationToken stop)
    {
        _reader.Allow(options.HeadTime, TimeSpan.FromSeconds(1.0 / options.MinBytesPerSecond));
        using ClientWatch watch = new(stream.Socket, time, stop);
        using RequestBody body = new(head, _reader, _writer);
        ProtocolResponse response = rules.Open(await RespondAsync(head, body, watch.Left).ConfigureAwait(false), head);
        bool isFramed = response.Body.CanSeek || !head.IsHttp10;
        ResponseForm form = ResponseForm.For(head, head.KeepsOpen && body.IsConsumed && isFramed);
        if (!form.KeepsOpen)
        {
            return await CloseAsync(response, form, stop, watch.Left).ConfigureAwait(false);
        }

        await _writer.WriteAsync(response, form, watch.Left, stop).ConfigureAwait(false);
        return true;
    }

    private async Task<ProtocolResponse> RespondAsync(RequestHead head, RequestBody body, CancellationToken left)
    {
        try
        {
            if ((rules.AllowPreflight(head) ?? rules.Refuse(head)?.ToResponse()) is ProtocolResponse ready)
            {
                return ready;
            }

            using Stream content = GunzipStream.Decode(body, head["Content-Encoding"]);
            ProtocolRequest request = new(head.Method, head.Address, head["Content-Type"], content);
            ProtocolResponse response = await router.RespondAsync(request, left).ConfigureAwait(false);
            await body.SkipRestAsync(left).ConfigureAwait(false);
            return response;
        }
        catch (RequestFailure failure)
        {
            return failure.ToResponse();
        }
    }

    private Task<bool> TurnAwayAsync(CancellationToken stop)
    {
        RequestFailure full = new(503, "The local server has too many connections.") { Code = "server_is_overloaded" };
        return CloseAsync(full.ToResponse(), ResponseForm.Last, stop);
    }

    // Closing while a request still comes in would destroy the response before its sender has read it (RFC 9112, 9.6).
    private async Task<bool> CloseAsync(
        ProtocolResponse response, ResponseForm form, CancellationToken stop, CancellationToken left = default)
    {
        await _writer.WriteAsync(response, form, left, stop).ConfigureAwait(false);
        stream.Socket.Shutdown(SocketShutdown.Send);
        await _reader.DrainAsync(s_farewell, stop).ConfigureAwait(false);
        return false;
    }
}
