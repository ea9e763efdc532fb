namespace OpenAIFineTune.Api.Transport;

/// <summary>Reads a stream of server-sent events (HTML Living Standard, section 9.2.6).</summary>
internal static class ServerSentEvents
{
    private const string EndMark = "[DONE]";

    // An event is a few words and their probabilities.
    private const int Longest = 16 * 1024 * 1024;

    /// <summary>
    /// The events as they come. The end mark of OpenAI's streams is the last one, whatever may follow: a stream without
    /// it was cut off. JSON in place of a stream, as some servers send it, is one event.
    /// </summary>
    public static async IAsyncEnumerable<ServerSentEvent> ReadAsync(
        Stream stream, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        LineReader lines = new(stream, Longest);
        string type = "";
        StringBuilder? data = null;
        bool isFirst = true;
        bool isJson = false;
        while (await lines.ReadAsync(cancellation).ConfigureAwait(false) is string line)
        {
            isJson |= isFirst && line.StartsWith('{');
            isFirst &= line.Length == 0;
            if (isJson || line.Length > 0)
            {
                (string field, string value) = isJson ? ("data", line) : Split(line);
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

        if (isJson)
        {
            yield return new ServerSentEvent("", EndMark);
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
    {
        if (data?.Length + line.Length > Longest)
        {
            throw ResponseStream.TooLong("An event of the answer", Longest);
        }

        return data is null ? new StringBuilder(line) : data.Append('\n').Append(line);
    }
}
