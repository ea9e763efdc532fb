namespace OpenAIFineTune.Data.Reading.Json;

/// <summary>
/// The elements of an array, or values one after the other; they may go on over lines, so an error ends the reading.
/// </summary>
internal static class JsonSequence
{
    /// <param name="text">The text, which begins with the array or the first value.</param>
    /// <param name="faults">Says what is wrong.</param>
    /// <param name="isWrapped">An object goes on behind the array.</param>
    public static IEnumerable<JsonRecord> Read(Utf8Buffer text, JsonFaults faults, bool isWrapped)
    {
        bool isArray = text.Unread[0] == '[';
        if (isArray)
        {
            text.Advance(1);
        }

        bool isFirst = true;
        while (MovesToNext(text, faults, (isArray, isWrapped), isFirst))
        {
            JsonRecord record = Take(text, faults);
            bool isAlone = isFirst && !isArray && !text.SkipBlanks();
            isFirst = false;
            foreach (JsonRecord row in isAlone ? JsonColumns.Expand(record) : [record])
            {
                yield return row;
            }
        }
    }

    /// <summary>Leaves a separator behind; false at the end of the array or of the file.</summary>
    private static bool MovesToNext(
        Utf8Buffer text, JsonFaults faults, (bool IsArray, bool IsWrapped) shape, bool isFirst)
    {
        bool hasMore = text.SkipBlanks();
        if (!shape.IsArray)
        {
            return hasMore;
        }

        if (hasMore && text.Unread[0] == ']')
        {
            text.Advance(1);
            if (shape.IsWrapped)
            {
                JsonWrapper.Leave(text, faults);
            }

            return text.SkipBlanks() ? throw faults.At(text.Line, "something comes after the end of the array") : false;
        }

        if (hasMore && !isFirst && text.Unread[0] == ',')
        {
            text.Advance(1);
            return text.SkipBlanks() && text.Unread[0] != ']'
                ? true
                : throw faults.At(
                    text.Line, "a value should come after the comma", "Take the comma after the last value away.");
        }

        return hasMore && isFirst
            ? true
            : throw faults.At(
                text.Line,
                hasMore ? "a comma is missing between two values"
                    : "the array is not closed; the file seems to be cut");
    }

    /// <summary>The value that comes next.</summary>
    public static JsonRecord Take(Utf8Buffer text, JsonFaults faults)
    {
        int length = FindLength(text, faults);
        long line = text.Line;
        if (faults.TryParse(text.Unread[..length], line, out JsonElement value) is { } issue)
        {
            throw faults.Fatal(issue);
        }

        text.Advance(length);
        return new JsonRecord(value, line);
    }

    /// <summary>The length of the value that comes next; reads on until it is whole.</summary>
    private static int FindLength(Utf8Buffer text, JsonFaults faults)
    {
        bool isFinal = false;
        while (true)
        {
            try
            {
                Utf8JsonReader reader = new(text.Unread, isFinal, new JsonReaderState(default));
                if (reader.Read() && reader.TrySkip())
                {
                    return (int)reader.BytesConsumed;
                }
            }
            catch (JsonException e)
            {
                throw faults.Fatal(faults.Explain(e, text.Unread, text.Line));
            }

            isFinal = !text.More();
        }
    }
}
