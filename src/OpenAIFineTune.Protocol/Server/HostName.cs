using System.Text.RegularExpressions;

namespace OpenAIFineTune.Protocol.Server;

/// <summary>The value of a <c>Host</c> header: a name or an address, and a port that says nothing here.</summary>
internal static partial class HostName
{
    /// <summary>The name, or the address without brackets.</summary>
    public static string Read(string host)
    {
        Match match = Authority().Match(host);
        return match.Success
            ? match.Groups["name"].Value.TrimEnd('.')
            : throw new RequestFailure(400, "The request's Host is malformed.");
    }

    [GeneratedRegex(@"^(?:\[(?<name>[0-9A-Fa-f:.]+)\]|(?<name>[0-9A-Za-z._~-]+))(?::[0-9]{0,5})?\z")]
    private static partial Regex Authority();
}
