namespace OpenAIFineTune.Data.Reading.Json;

/// <summary>A file that is one object around the list of its rows: <c>{"version":1,"data":[{…},…]}</c>.</summary>
internal static class JsonWrapper
{
    private static readonly string[] s_lists =
        ["data", "rows", "examples", "records", "items", "train", "messages", "conversations"];

    /// <summary>
    /// Leaves behind what comes before the list; false, and nothing is left behind, where there is no such list.
    /// </summary>
    public static bool TryEnter(Utf8Buffer text)
    {
        int start = FindList(text.Unread);
        text.Advance(Math.Max(start, 0));
        return start >= 0;
    }

    /// <summary>Leaves behind what comes after the list; a second list would be lost, and is an error.</summary>
    public static void Leave(Utf8Buffer text, JsonFaults faults)
    {
        while (text.SkipBlanks() && text.Unread[0] == ',')
        {
            text.Advance(1);
            _ = text.SkipBlanks();
            JsonRecord name = JsonSequence.Take(text, faults);
            bool hasValue = text.SkipBlanks() && text.Unread[0] == ':';
            text.Advance(hasValue ? 1 : 0);
            if (!hasValue || !text.SkipBlanks())
            {
                throw faults.At(text.Line, "a value is missing behind the list of rows");
            }

            if (text.Unread[0] is (byte)'[' or (byte)'{')
            {
                throw faults.At(
                    text.Line, $"{name.Value.GetRawText()} stands beside the list of rows",
                    "Put each list in a file of its own.");
            }

            _ = JsonSequence.Take(text, faults);
        }

        bool isClosed = text.SkipBlanks() && text.Unread[0] == '}';
        text.Advance(isClosed ? 1 : 0);
        if (!isClosed)
        {
            throw faults.At(text.Line, "the object around the rows is not closed; the file seems to be cut");
        }
    }

    private static int FindList(ReadOnlySpan<byte> text)
    {
        Utf8JsonReader reader = new(text, isFinalBlock: false, default);
        try
        {
            bool isObject = reader.Read() && reader.TokenType == JsonTokenType.StartObject;
            while (isObject && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isKnown = s_lists.Contains(reader.GetString());
                bool isSingle = reader.Read()
                    && reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject);
                if (!isSingle)
                {
                    int start = (int)reader.TokenStartIndex;
                    return isKnown && reader.TokenType == JsonTokenType.StartArray && HoldsRows(ref reader)
                        ? start : -1;
                }
            }
        }
        catch (JsonException)
        {
            // Where and why it is wrong is told by who reads it as rows.
        }

        return -1;
    }

    /// <summary>The turns of a single conversation say whose they are; rows are objects that don't.</summary>
    private static bool HoldsRows(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("role"u8) || reader.ValueTextEquals("from"u8) || !reader.Read()
                || !reader.TrySkip())
            {
                return false;
            }
        }

        return reader.TokenType == JsonTokenType.EndObject;
    }
}
