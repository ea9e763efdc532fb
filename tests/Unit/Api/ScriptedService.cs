using System.Net;
using System.Text;

namespace OpenAIFineTune.Tests.Api;

/// <summary>A service whose answers are written down beforehand; it keeps what it was asked.</summary>
internal sealed class ScriptedService : HttpMessageHandler
{
    private readonly Queue<Func<HttpRequestMessage, Task<HttpResponseMessage>>> _answers = new();

    /// <summary>Method and path of each request, in order.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>The headers of each request.</summary>
    public List<Dictionary<string, string>> Headers { get; } = [];

    /// <summary>The body of each request.</summary>
    public List<string> Bodies { get; } = [];

    /// <summary>Plans an answer with a status, a JSON body and headers as name, value, name, value ….</summary>
    public ScriptedService Answer(int status, string body = "{}", params string[] headers)
        => Then(_ => Task.FromResult(Response(status, body, headers)));

    /// <summary>Plans a failure without an answer.</summary>
    public ScriptedService Fail(Exception failure) => Then(_ => Task.FromException<HttpResponseMessage>(failure));

    /// <summary>Plans whatever a function does.</summary>
    public ScriptedService Then(Func<HttpRequestMessage, Task<HttpResponseMessage>> answer)
    {
        _answers.Enqueue(answer);
        return this;
    }

    public static HttpResponseMessage Response(int status, string body, params string[] headers)
    {
        HttpResponseMessage response = new((HttpStatusCode)status)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        for (int i = 0; i < headers.Length; i += 2)
        {
            _ = response.Headers.TryAddWithoutValidation(headers[i], headers[i + 1]);
        }

        return response;
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add($"{request.Method} {request.RequestUri!.PathAndQuery}");
        Headers.Add(request.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value)));
        Bodies.Add(request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken));
        Func<HttpRequestMessage, Task<HttpResponseMessage>> answer = _answers.Count > 0
            ? _answers.Dequeue()
            : throw new InvalidOperationException($"{Requests[^1]} was not expected.");
        return await answer(request).WaitAsync(cancellationToken);
    }
}
