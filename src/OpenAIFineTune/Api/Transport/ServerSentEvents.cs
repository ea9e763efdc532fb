using System.Runtime.CompilerServices;
using System.Text;

namespace OpenAIFineTune.Api.Transport;

/// <summary>Reads a stream of server-sent events (HTML Living Standard, section 9.2.6).</summary>
internal static class ServerSentEvents
{
    private const string EndMark = "[DONE]";

    /// <summary>
    /// The events as they come. The end mark of OpenAI's streams is the last one, whatever may follow: a stream without it
    /// was cut off.
    /// </summary>
    public static async IAsyncEnumerable<ServerSentEvent> ReadAsync(
        Stream stream, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        // Lines end in CR, LF or both, and in nothing else; the reader keeps a character whole that comes in two parts.
        using StreamReader reader = new(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
        string type = "";
        StringBuilder? data = null;
        while (await reader.ReadLineAsync(cancellation).ConfigureAwait(false) is string line)
        {
            if (line.Length > 0)
            {
                (string field, string value) = Split(line);
                type = field == "event" ? value : type;
                data = field == "data" ? Append(data, value) : data;
                continue;
            }

            if (data is { Length: > 0 })
            {
                ServerSentEvent read = new(type, data.ToString());
                yield return read;
                if (IsEnd(read))
                {
                    yield break;
                }
            }

            (type, data) = ("", null);
        }

        // Some servers leave out the last empty line.
        if (data is { Length: > 0 })
        {
            yield return new ServerSentEvent(type, data.ToString());
        }
    }

    /// <summary>True for the mark that ends a stream.</summary>
    public static bool IsEnd(ServerSentEvent read) => read.Data.StartsWith(EndMark, StringComparison.Ordinal);

    private static (string Field, string Value) Split(string line)
    {
        int colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return (line, "");
        }

        int start = colon + 1 < line.Length && line[colon + 1] == ' ' ? colon + 2 : colon + 1;
        return (line[..colon], line[start..]);
    }

    private static StringBuilder Append(StringBuilder? data, string line)
        => data is null ? new StringBuilder(line) : data.Append('\n').Append(line);
}
