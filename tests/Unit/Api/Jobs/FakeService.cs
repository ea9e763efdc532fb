using System.Net;
using System.Text;
using OpenAIFineTune.Api;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.Tests.Api.Jobs;

/// <summary>A service that answers from a script, and keeps what it was asked.</summary>
internal sealed class FakeService(Func<string, string, HttpResponseMessage> answer) : HttpMessageHandler
{
    /// <summary>Each request as its method and its path with query, below the base address.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>The bodies of the requests, empty for none.</summary>
    public List<string> Bodies { get; } = [];

    /// <summary>A client of this service.</summary>
    public FineTuneClient Client(TimeProvider? time = null, ServiceProfile? service = null)
        => new(
            new FineTuneConnection
            {
                Name = "fake",
                Profile = service ?? ServiceProfiles.OpenAI,
                BaseUri = new Uri("http://fake.invalid/v1/"),
                Handler = this,
                Limits = new() { MaxRetry = 0 },
            },
            time);

    public static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK)
        => new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Error(HttpStatusCode status, string code, string message = "no")
        => Json($$"""{"error":{"type":"t","param":null,"code":"{{code}}","message":"{{message}}" } }""", status);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        string path = Uri.UnescapeDataString(request.RequestUri!.PathAndQuery).Replace("/v1/", "", StringComparison.Ordinal);
        string body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellation);
        string asked = $"{request.Method} {path}";
        Requests.Add(asked);
        Bodies.Add(body);
        return answer(asked, body);
    }
}
