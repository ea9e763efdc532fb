namespace OpenAIFineTune.Data.Reading.Delimited;

/// <summary>Text between tabs, where a quote that opens no proper field is text.</summary>
internal static class TabbedText
{
    /// <summary>The fields of one line.</summary>
    public static byte[][] Fields(ReadOnlySpan<byte> line)
    {
        List<byte[]> fields = [];
        for (int end = line.IndexOf((byte)'\t'); end >= 0; end = line.IndexOf((byte)'\t'))
        {
            fields.Add(Unquoted(line[..end]).ToArray());
            line = line[(end + 1)..];
        }

        return [.. fields, Unquoted(line).ToArray()];
    }

    /// <summary>The field without the quotes that enclose all of it; as it is where they don't.</summary>
    public static ReadOnlySpan<byte> Unquoted(ReadOnlySpan<byte> field)
    {
        if (field is not [(byte)'"', .., (byte)'"'])
        {
            return field;
        }

        ReadOnlySpan<byte> inner = field[1..^1];
        byte[] text = new byte[inner.Length];
        int length = 0;
        for (int i = 0; i < inner.Length; i++)
        {
            if (inner[i] == '"' && (++i == inner.Length || inner[i] != '"'))
            {
                return field;
            }

            text[length++] = inner[i];
        }

        return text.AsSpan(0, length);
    }
}
