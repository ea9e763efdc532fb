using System.Net.Http.Headers;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.Api.Transport;

/// <summary>Makes the message of an attempt: the address in the service's form, and the connection's headers.</summary>
internal sealed class RequestBuilder(FineTuneConnection connection)
{
    private const long AskFirstBytes = 1024 * 1024;

    private static readonly ProductInfoHeaderValue s_product = new(
        "OpenAIFineTune", typeof(RequestBuilder).Assembly.GetName().Version?.ToString(3));

    /// <summary>A new message. Its key is added here and nowhere else.</summary>
    public HttpRequestMessage Build(ApiRequest request, string? secret)
    {
        HttpRequestMessage message = new(request.Method, AddressOf(request)) { Content = request.Content?.Invoke() };
        message.Headers.UserAgent.Add(s_product);
        if (request.UploadBytes > AskFirstBytes)
        {
            // A refusal (a wrong key, too large a file) then comes before the file is sent, and is not lost in a reset.
            message.Headers.ExpectContinue = true;
        }

        Add(message, "OpenAI-Organization", connection.Organization);
        Add(message, "OpenAI-Project", connection.Project);
        foreach ((string name, string value) in connection.Profile.Headers)
        {
            Add(message, name, value);
        }

        switch (connection.Profile.Auth)
        {
            case AuthScheme.Bearer when secret is not null:
                Add(message, "Authorization", $"Bearer {secret}");
                break;
            case AuthScheme.ApiKeyHeader when secret is not null:
                Add(message, "api-key", secret);
                break;
            default:
                break;
        }

        return message;
    }

    /// <summary>The address of a request.</summary>
    public Uri AddressOf(ApiRequest request)
    {
        ServiceProfile profile = connection.Profile;
        string path = profile.HasDeploymentPaths && request.Deployment is not null
            ? $"deployments/{ApiRequest.Segment(request.Deployment)}/{request.Path}"
            : request.Path;
        if (profile.Query.Length > 0)
        {
            path += (path.Contains('?') ? '&' : '?') + profile.Query;
        }

        return new Uri(connection.BaseUri, path);
    }

    private static void Add(HttpRequestMessage message, string name, string? value)
    {
        if (value is not null && !message.Headers.TryAddWithoutValidation(name, value))
        {
            throw new FineTuneException("HeaderInvalid", $"The header '{name}' can't be sent with a request.");
        }
    }
}
