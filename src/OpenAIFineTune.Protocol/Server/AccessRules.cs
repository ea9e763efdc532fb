using System.Net;
using System.Text.RegularExpressions;

namespace OpenAIFineTune.Protocol.Server;

/// <summary>
/// Who may call a server: under which name, from which page, with which key. A page in a browser cannot choose the
/// first two, so that it neither reaches the server by a name of its own nor sends what the user has not allowed.
/// </summary>
internal sealed partial class AccessRules(ServerOptions options)
{
    /// <summary>Stands for the pages of every origin.</summary>
    public const string AnyOrigin = "*";

    private readonly ServerKey _key = new(options.ApiKey);
    private readonly bool _isRemote = !IPAddress.IsLoopback(options.Address);

    /// <summary>Why a request is refused; null for one that may pass.</summary>
    public RequestFailure? Refuse(RequestHead head) => RefuseName(head) ?? RefuseOrigin(head) ?? _key.Refuse(head);

    /// <summary>The response to a browser that asks for an allowed page; null for any other request.</summary>
    public ProtocolResponse? AllowPreflight(RequestHead head)
    {
        bool isPreflight = head.Method == "OPTIONS"
            && head["Origin"] is not null && head["Access-Control-Request-Method"] is not null;
        return isPreflight && (RefuseName(head) ?? RefuseOrigin(head)) is null
            ? ProtocolResponse.Content(Stream.Null)
                .With("Access-Control-Allow-Methods", "GET, POST, DELETE")
                .With("Access-Control-Allow-Headers", head["Access-Control-Request-Headers"] ?? "*")
                .With("Access-Control-Max-Age", "600") : null;
    }

    /// <summary>Lets the page that has sent an allowed request read its response.</summary>
    public ProtocolResponse Open(ProtocolResponse response, RequestHead head)
        => head["Origin"] is string origin && Allows(origin)
            ? response.With("Access-Control-Allow-Origin", origin)
                .With("Access-Control-Expose-Headers", "x-request-id").With("Vary", "Origin") : response;

    private RequestFailure? RefuseName(RequestHead head)
    {
        if (head["Host"] is null && !head.IsHttp10)
        {
            return new RequestFailure(400, "The request has no Host.");
        }

        string?[] names = [head["Host"], head.NamesHost ? head.Address.Authority : null];
        return names.OfType<string>().All(name => Knows(HostOf(name)))
            ? null : new RequestFailure(421, "This server has another name.") { Code = "misdirected_request" };
    }

    // A name, or an address without its brackets; the port says nothing here.
    private static string HostOf(string authority)
    {
        Match match = Authority().Match(authority);
        return match.Success
            ? match.Groups["name"].Value.TrimEnd('.')
            : throw new RequestFailure(400, "The request's Host is malformed.");
    }

    private bool Knows(string host)
        => IPAddress.TryParse(host, out IPAddress? address)
            ? IPAddress.IsLoopback(address) || _isRemote || address.Equals(options.Address)
            : options.HostNames.Append("localhost")
                .Concat(_isRemote ? [Dns.GetHostName()] : []).Contains(host, StringComparer.OrdinalIgnoreCase);

    private RequestFailure? RefuseOrigin(RequestHead head) => head["Origin"] is not string origin || Allows(origin)
        ? null
        : new RequestFailure(403, "Web pages of this origin may not use the server.") { Code = "origin_not_allowed" };

    private bool Allows(string origin)
        => options.AllowedOrigins.Contains(AnyOrigin)
            || options.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"^(?:\[(?<name>[0-9A-Fa-f:.]+)\]|(?<name>[0-9A-Za-z._~-]+))(?::[0-9]{0,5})?\z")]
    private static partial Regex Authority();
}
