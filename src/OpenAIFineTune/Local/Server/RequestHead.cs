using System.Globalization;
using OpenAIFineTune.Local.Http;

namespace OpenAIFineTune.Local.Server;

/// <summary>The head of an HTTP/1.1 request; strict where leniency lets requests be smuggled.</summary>
internal sealed class RequestHead
{
    private const int MaxLine = 16 * 1024;
    private const int MaxHeaders = 100;

    private static readonly string[] s_single = ["Content-Length", "Transfer-Encoding", "Host", "Authorization"];

    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);

    private RequestHead(string method, Uri address, bool isHttp10)
    {
        Method = method;
        Address = address;
        KeepsOpen = !isHttp10;
    }

    public string Method { get; }

    public Uri Address { get; }

    /// <summary>False when the client closes after the answer.</summary>
    public bool KeepsOpen { get; private set; }

    /// <summary>How long the body is; null when it comes in chunks.</summary>
    public long? BodyLength { get; private set; }

    public string? Authorization => _headers.GetValueOrDefault("Authorization");

    public string? ContentType => _headers.GetValueOrDefault("Content-Type");

    /// <summary>True when the client waits for a sign before it sends the body.</summary>
    public bool ExpectsSign
        => string.Equals(_headers.GetValueOrDefault("Expect"), "100-continue", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the head of the next request; null when the client has ended the connection.</summary>
    public static async Task<RequestHead?> ReadAsync(ConnectionReader reader, CancellationToken stop)
    {
        string? line;
        do
        {
            line = await reader.ReadLineAsync(MaxLine, stop).ConfigureAwait(false);
            if (line is null)
            {
                return null;
            }
        }
        while (line.Length == 0);

        RequestHead head = ReadRequestLine(line);
        while ((line = await reader.ReadLineAsync(MaxLine, stop).ConfigureAwait(false)) is { Length: > 0 })
        {
            head.AddHeader(line);
        }

        if (line is null)
        {
            throw new IOException("The connection ended within a request's head.");
        }

        head.Interpret();
        return head;
    }

    private static RequestHead ReadRequestLine(string line)
    {
        string[] parts = line.Split(' ');
        if (parts.Length != 3 || !parts[0].All(char.IsAsciiLetterUpper) || parts[0].Length == 0)
        {
            throw new RequestFailure(400, "The request line is malformed.");
        }

        if (parts[2] is not ("HTTP/1.1" or "HTTP/1.0"))
        {
            throw new RequestFailure(505, "The local server speaks HTTP/1.1.");
        }

        string target = parts[1].StartsWith('/') ? "http://local.invalid" + parts[1] : parts[1];
        return Uri.TryCreate(target, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https"
            ? new RequestHead(parts[0], address, parts[2] == "HTTP/1.0")
            : throw new RequestFailure(400, "The request's target is malformed.");
    }

    private void AddHeader(string line)
    {
        int colon = line.IndexOf(':', StringComparison.Ordinal);
        string name = colon > 0 ? line[..colon] : "";
        bool isToken = name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c));
        if (!isToken || _headers.Count == MaxHeaders)
        {
            throw new RequestFailure(400, "The request's header is malformed or too long.");
        }

        string value = line[(colon + 1)..].Trim(' ', '\t');
        if (!_headers.TryAdd(name, value))
        {
            _headers[name] = s_single.Contains(name, StringComparer.OrdinalIgnoreCase)
                ? throw new RequestFailure(400, $"The request's header has '{name}' twice.")
                : $"{_headers[name]}, {value}";
        }
    }

    private void Interpret()
    {
        string? coding = _headers.GetValueOrDefault("Transfer-Encoding");
        string? length = _headers.GetValueOrDefault("Content-Length");
        BodyLength = (coding, length) switch
        {
            (null, null) => 0,
            (null, _) when IsLength(length, out long bytes) => bytes,
            (not null, null) when coding.Equals("chunked", StringComparison.OrdinalIgnoreCase) => null,
            (not null, null) => throw new RequestFailure(501, "The only transfer coding is chunked."),
            _ => throw new RequestFailure(400, "The length of the request's body is not clear."),
        };
        string connection = _headers.GetValueOrDefault("Connection") ?? "";
        KeepsOpen = connection.Contains("close", StringComparison.OrdinalIgnoreCase)
            ? false
            : KeepsOpen || connection.Contains("keep-alive", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsLength(string? text, out long length)
        => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out length);
}
