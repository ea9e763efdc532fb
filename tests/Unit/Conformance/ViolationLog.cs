using System.Collections.Concurrent;

namespace OpenAIFineTune.Tests.Conformance;

/// <summary>
/// Sends a client's requests on, and notes what the checking server finds wrong with them or their answers.
/// </summary>
internal sealed class ViolationLog() : DelegatingHandler(new SocketsHttpHandler())
{
    public ConcurrentQueue<string> Violations { get; } = [];

    public ConcurrentQueue<string> Requests { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        string name = $"{request.Method} {request.RequestUri!.PathAndQuery}";
        Requests.Enqueue(name);

        // The mock says it in headers, the proxy in a body of its own type or in one header.
        bool isRefused = response.Content.Headers.ContentType?.MediaType == "application/problem+json";
        IEnumerable<string> findings = response.Headers
            .Where(header => header.Key.StartsWith("x-steady-error-", StringComparison.OrdinalIgnoreCase)
                && header.Key != "x-steady-error-count")
            .Concat(response.Headers.Where(
                header => header.Key.Equals("sl-violations", StringComparison.OrdinalIgnoreCase)))
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}");
        string text = string.Join("; ", findings);
        if (isRefused)
        {
            text += await response.Content.ReadAsStringAsync(cancellationToken);
        }

        if (text.Length > 0)
        {
            Violations.Enqueue($"{name}: {text}");
        }

        return response;
    }
}
