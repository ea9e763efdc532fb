namespace OpenAIFineTune.Protocol;

/// <summary>Finds who answers a request, and turns what goes wrong into the protocol's errors.</summary>
internal sealed class RequestRouter(IReadOnlyList<ProtocolRoute> routes)
{
    private const string Root = "/v1/";

    public async Task<ProtocolResponse> RespondAsync(ProtocolRequest request, CancellationToken cancellation)
    {
        try
        {
            return await Find(request).Handler(request, cancellation).ConfigureAwait(false);
        }
        catch (RequestFailure failure)
        {
            return failure.ToResponse();
        }
        catch (KnownFailure e)
        {
            return new RequestFailure(500, $"{e.Message} {e.Advice}".TrimEnd()) { Code = e.ErrorId }.ToResponse();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new RequestFailure(500, $"The local engine could not answer: {e.Message}").ToResponse();
        }
    }

    private ProtocolRoute Find(ProtocolRequest request)
    {
        List<string> allowed = [];
        if (request.Path.StartsWith(Root, StringComparison.Ordinal))
        {
            string[] segments = [.. request.Path[Root.Length..].Split('/').Select(Uri.UnescapeDataString)];
            foreach (ProtocolRoute route in routes)
            {
                if (route.Match(segments) is not IReadOnlyList<string> captures)
                {
                    continue;
                }

                allowed.Add(route.Method);
                if (route.Method == request.Method)
                {
                    request.Captures = captures;
                    return route;
                }
            }
        }

        throw allowed.Count > 0
            ? new RequestFailure(405, $"Not allowed to {request.Method} on {request.Path}.")
            {
                Code = "method_not_allowed",
                Allowed = allowed,
            }
            : new RequestFailure(404, $"Invalid URL ({request.Method} {request.Path})") { Code = "unknown_url" };
    }
}
