namespace OpenAIFineTune.Data.Reading.Rows;

/// <summary>Plain text: each line is a completion with an empty prompt.</summary>
internal sealed class LineRowSource(FileSnapshot file, ReadingOptions options) : IRowSource
{
    private static readonly string[] s_columns = ["prompt", "completion"];

    public string Path => file.Path;

    public IReadOnlyList<string> Columns => s_columns;

    public IEnumerable<Row> Read(Action<FineTuneDataIssue> report, CancellationToken cancellation)
    {
        using Utf8Buffer text = new(file, options.Encoding);
        bool hasRows = false;
        bool hasTabs = false;
        for (long number = 1; text.TryReadLine(out int length, out int end); number++)
        {
            cancellation.ThrowIfCancellationRequested();
            string line = Encoding.UTF8.GetString(text.Unread[..length]);
            text.Advance(end);
            if (line.Length > TextLimits.LongestField)
            {
                throw ReadingIssues.FieldTooLong(file, number);
            }

            if (line.Contains('\0'))
            {
                report(ReadingIssues.NulCharacter(new LineSpan(file.Path, number, number), "completion"));
            }
            else if (!string.IsNullOrWhiteSpace(line))
            {
                if (!hasTabs && line.Contains('\t'))
                {
                    hasTabs = true;
                    report(ReadingIssues.TabsInText(new RowOrigin(file.Path, number)));
                }

                hasRows = true;
                yield return new TextRow(new RowOrigin(file.Path, number), s_columns, ["", line]);
            }
        }

        if (!hasRows)
        {
            throw ReadingIssues.Empty(
                file, file.Length == 0 ? "it is empty" : "it has no line with text that can be read");
        }
    }
}
