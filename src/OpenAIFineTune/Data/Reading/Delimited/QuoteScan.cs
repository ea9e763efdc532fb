namespace OpenAIFineTune.Data.Reading.Delimited;

/// <summary>
/// Finds the quoted field of a raw record that can't be meant: never closed, or closed lines later inside a text.
/// </summary>
/// <param name="Fault">What is wrong, if anything.</param>
/// <param name="LineBreaks">The line breaks that come before the field's opening quote.</param>
internal readonly record struct QuoteScan(QuoteFault Fault, int LineBreaks)
{
    public static QuoteScan Of(ReadOnlySpan<byte> record, byte delimiter)
    {
        int at = 0;
        while (at < record.Length)
        {
            if (record[at] == '"')
            {
                int close = FindClose(record, at + 1);
                QuoteFault fault = Judge(record, at, close, delimiter);
                if (fault != QuoteFault.None)
                {
                    return new QuoteScan(fault, CountBreaks(record[..at]));
                }

                at = close + 1;
            }

            int end = record[at..].IndexOfAny(delimiter, (byte)'\r', (byte)'\n');
            at = end < 0 ? record.Length : at + end + 1;
        }

        return default;
    }

    /// <summary>The line breaks in a text: CRLF, LF or CR.</summary>
    public static int CountBreaks(ReadOnlySpan<byte> text)
    {
        int breaks = 0;
        for (int i = text.IndexOfAny((byte)'\r', (byte)'\n'); i >= 0; i = text.IndexOfAny((byte)'\r', (byte)'\n'))
        {
            breaks++;
            i += text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n' ? 2 : 1;
            text = text[i..];
        }

        return breaks;
    }

    private static int FindClose(ReadOnlySpan<byte> record, int at)
    {
        while (true)
        {
            int quote = record[at..].IndexOf((byte)'"');
            if (quote < 0)
            {
                return -1;
            }

            at += quote;
            if (at + 1 == record.Length || record[at + 1] != '"')
            {
                return at;
            }

            at += 2;
        }
    }

    private static QuoteFault Judge(ReadOnlySpan<byte> record, int open, int close, byte delimiter)
    {
        if (close < 0)
        {
            return QuoteFault.Unclosed;
        }

        bool endsField = close + 1 == record.Length || record[close + 1] is (byte)'\r' or (byte)'\n'
            || record[close + 1] == delimiter;
        return endsField || !record[open..close].ContainsAny((byte)'\r', (byte)'\n')
            ? QuoteFault.None : QuoteFault.Stray;
    }
}
