using System.Globalization;

namespace OpenAIFineTune.Protocol.Server;

/// <summary>The head of an HTTP/1.1 request; strict where leniency lets requests be smuggled.</summary>
internal sealed class RequestHead
{
    private const int MaxBytes = 32 * 1024;
    private const int MaxHeaders = 100;

    // What could be read in two ways when it is said twice.
    private static readonly string[] s_single =
    [
        "Host", "Origin", "Authorization", ServerKey.Header, "Expect",
        "Content-Length", "Transfer-Encoding", "Content-Type", "Content-Encoding",
    ];

    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);

    private RequestHead(List<string> lines)
    {
        if (lines.Count > MaxHeaders + 1)
        {
            throw new RequestFailure(431, $"The request has more than {MaxHeaders} headers.");
        }

        string[] parts = lines[0].Split(' ');
        if (parts.Length != 3 || !parts[0].All(char.IsAsciiLetterUpper) || parts[0].Length == 0)
        {
            throw new RequestFailure(400, "The request line is malformed.");
        }

        IsHttp10 = parts[2] switch
        {
            "HTTP/1.1" => false,
            "HTTP/1.0" => true,
            _ => throw new RequestFailure(505, "The local server speaks HTTP/1.1."),
        };
        Method = parts[0];
        Address = ReadTarget(parts[1]);
        NamesHost = !parts[1].StartsWith('/');
        lines[1..].ForEach(AddHeader);
        Interpret();
    }

    public string Method { get; }

    public Uri Address { get; }

    /// <summary>True when the request line has the whole address.</summary>
    public bool NamesHost { get; }

    public bool IsHttp10 { get; }

    /// <summary>False when the client closes after the response.</summary>
    public bool KeepsOpen { get; private set; }

    /// <summary>How long the body is; null when it comes in chunks.</summary>
    public long? BodyLength { get; private set; }

    /// <summary>True when the client waits for a sign before it sends the body.</summary>
    public bool ExpectsSign { get; private set; }

    /// <summary>A header's value; null without one.</summary>
    public string? this[string header] => _headers.GetValueOrDefault(header);

    /// <summary>Reads the head of the next request; null when the client has ended the connection.</summary>
    public static async Task<RequestHead?> ReadAsync(ConnectionReader reader, CancellationToken stop)
    {
        List<string> lines = [];
        int size = 0;
        while (await reader.ReadLineAsync(MaxBytes - size, stop).ConfigureAwait(false) is string line)
        {
            size += line.Length + 2;
            if (line.Length > 0)
            {
                lines.Add(line.Any(IsControl) ? throw Malformed() : line);
            }
            else if (lines.Count > 0)
            {
                return new RequestHead(lines);
            }
        }

        return lines.Count == 0 ? null : throw new IOException("The connection ended within a request's head.");
    }

    private static Uri ReadTarget(string target)
    {
        string whole = target.StartsWith('/') ? "http://local.invalid" + target : target;
        return target.All(char.IsAscii)
            && Uri.TryCreate(whole, UriKind.Absolute, out Uri? address)
            && address.Scheme is "http" or "https"
                ? address : throw new RequestFailure(400, "The request's target is malformed.");
    }

    private void AddHeader(string line)
    {
        int colon = line.IndexOf(':', StringComparison.Ordinal);
        string name = colon > 0 ? line[..colon] : "";
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c)))
        {
            throw Malformed();
        }

        string value = line[(colon + 1)..].Trim(' ', '\t');
        if (!_headers.TryAdd(name, value))
        {
            _headers[name] = s_single.Contains(name, StringComparer.OrdinalIgnoreCase)
                ? throw new RequestFailure(400, $"The request's head has '{name}' twice.")
                : $"{_headers[name]}, {value}";
        }
    }

    private void Interpret()
    {
        string? length = this["Content-Length"];
        bool isChunked = string.Equals(this["Transfer-Encoding"], "chunked", StringComparison.OrdinalIgnoreCase);
        BodyLength = (this["Transfer-Encoding"], length) switch
        {
            (null, null) => 0,
            (null, _) when long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out long bytes)
                => bytes,
            (not null, null) when isChunked && !IsHttp10 => null,
            (not null, null) => throw new RequestFailure(501, "The only transfer coding is chunked."),
            _ => throw new RequestFailure(400, "The length of the request's body is not clear."),
        };
        string connection = this["Connection"] ?? "";
        KeepsOpen = !connection.Contains("close", StringComparison.OrdinalIgnoreCase)
            && (!IsHttp10 || connection.Contains("keep-alive", StringComparison.OrdinalIgnoreCase));
        string? expected = IsHttp10 ? null : this["Expect"];
        ExpectsSign = expected is not null;
        if (expected?.Equals("100-continue", StringComparison.OrdinalIgnoreCase) == false)
        {
            throw new RequestFailure(417, "The only expectation that is met is 100-continue.");
        }
    }

    private static bool IsControl(char c) => char.IsControl(c) && c is not '\t' and < '\x80';

    private static RequestFailure Malformed() => new(400, "The request's head is malformed.");
}
