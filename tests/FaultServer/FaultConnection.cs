using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OpenAIFineTune.Faults;

/// <summary>One client's connection to the server.</summary>
internal sealed class FaultConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private readonly RequestReader _reader;
    private readonly HttpMessageInvoker _service;

    public FaultConnection(Socket socket, HttpMessageInvoker service)
    {
        socket.NoDelay = true;
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: true);
        _reader = new RequestReader(_stream);
        _service = service;
    }

    public void Dispose() => _stream.Dispose();

    public Task<RecordedRequest?> ReadAsync(CancellationToken cancellation) => _reader.ReadAsync(cancellation);

    /// <summary>Answers as the request's fault has it; false when the connection is over.</summary>
    public async Task<bool> AnswerAsync(RecordedRequest request, CancellationToken cancellation)
    {
        Fault fault = request.Fault;
        await Task.Delay(fault.Delay, cancellation).ConfigureAwait(false);
        if (fault.Kind is FaultKind.ResetBefore)
        {
            Reset();
            return false;
        }

        using HttpResponseMessage answer = fault.Kind is FaultKind.Answer
            ? OwnAnswer(fault)
            : await AskAsync(request, cancellation).ConfigureAwait(false);
        if (fault.Kind is FaultKind.ResetAfter)
        {
            Reset();
            return false;
        }

        using HttpResponseMessage given = fault.Kind is FaultKind.AnswerAfter ? OwnAnswer(fault) : answer;
        byte[] body = await given.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
        await _stream.WriteAsync(HeadOf(given, body.Length), cancellation).ConfigureAwait(false);
        bool isCut = fault.Kind is FaultKind.CutBody;
        await _stream.WriteAsync(isCut ? body.AsMemory(0, body.Length / 2) : body, cancellation).ConfigureAwait(false);
        return !isCut;
    }

    private static HttpResponseMessage OwnAnswer(Fault fault)
    {
        HttpResponseMessage answer = new((HttpStatusCode)fault.Status)
        {
            Content = new StringContent(fault.Body, Encoding.UTF8, "application/json"),
        };
        foreach ((string name, string value) in fault.Headers)
        {
            _ = answer.Headers.TryAddWithoutValidation(name, value);
        }

        return answer;
    }

    private static byte[] HeadOf(HttpResponseMessage answer, int length)
    {
        StringBuilder head = new();
        _ = head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {(int)answer.StatusCode} {answer.ReasonPhrase}\r\n");
        IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers = answer.Headers.Concat(
            answer.Content.Headers.Where(header => header.Key != "Content-Length"));
        foreach ((string name, IEnumerable<string> values) in headers.Where(header => header.Key != "Transfer-Encoding"))
        {
            _ = head.Append(CultureInfo.InvariantCulture, $"{name}: {string.Join(", ", values)}\r\n");
        }

        _ = head.Append(CultureInfo.InvariantCulture, $"Content-Length: {length}\r\n\r\n");
        return Encoding.UTF8.GetBytes(head.ToString());
    }

    private async Task<HttpResponseMessage> AskAsync(RecordedRequest request, CancellationToken cancellation)
    {
        using HttpRequestMessage message = new(
            new HttpMethod(request.Method), new Uri(new Uri("http://127.0.0.1/"), request.Path));
        message.Content = new ByteArrayContent(request.Body);
        foreach ((string name, string value) in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                _ = message.Content.Headers.Remove(name);
                _ = message.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return await _service.SendAsync(message, cancellation).ConfigureAwait(false);
    }

    // Lingering for no time at all is what makes the kernel send a reset.
    private void Reset()
    {
        _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        _socket.Close();
    }
}
