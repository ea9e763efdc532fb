namespace OpenAIFineTune.Protocol;

/// <summary>Answers a request that the route fits.</summary>
internal delegate Task<ProtocolResponse> RouteHandler(ProtocolRequest request, CancellationToken cancellation);

/// <summary>A method and a path, whose segments in braces stand for any text.</summary>
internal sealed class ProtocolRoute(string method, string pattern, RouteHandler handler)
{
    private readonly string[] _segments = pattern.Split('/');

    /// <summary>A route whose response is there at once.</summary>
    public ProtocolRoute(string method, string pattern, Func<ProtocolRequest, ProtocolResponse> respond)
        : this(method, pattern, (request, _) => Task.FromResult(respond(request)))
    {
    }

    public string Method => method;

    public RouteHandler Handler => handler;

    /// <summary>The placeholders' texts in a path that fits; null for another path.</summary>
    public IReadOnlyList<string>? Match(string[] segments)
    {
        if (segments.Length != _segments.Length)
        {
            return null;
        }

        List<string> captures = [];
        for (int i = 0; i < segments.Length; i++)
        {
            if (_segments[i][0] == '{')
            {
                captures.Add(segments[i]);
            }
            else if (_segments[i] != segments[i])
            {
                return null;
            }
        }

        return captures;
    }
}
