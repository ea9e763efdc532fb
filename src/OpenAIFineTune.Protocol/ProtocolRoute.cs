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
        bool fits = segments.Length == _segments.Length
            && _segments.Zip(segments).All(pair => pair.First[0] == '{' || pair.First == pair.Second);
        return fits ? [.. segments.Where((_, i) => _segments[i][0] == '{')] : null;
    }
}
