namespace OpenAIFineTune.Data.Reading;

/// <summary>
/// Takes the rows that fit the header, and tells why it leaves out the others; it never shifts columns.
/// </summary>
internal sealed class RowShape(FileSnapshot file, DelimitedHeader header, Action<FineTuneDataIssue> report)
{
    private readonly RaggedRows _ragged = new(file, header.Columns.Count, report);
    private readonly int _columns = header.Columns.Count;
    private bool _hasRows;
    private FineTuneDataIssue? _firstFault;
    private bool _hasToldOfTrailing;

    /// <summary>The row of <paramref name="fields"/>; false for a blank line and for a row that doesn't fit.</summary>
    public bool TryFit(string[] fields, LineSpan lines, bool mayHaveNul, out Row row)
    {
        row = default;
        if (fields.Length != _columns && !TryStretch(ref fields, lines))
        {
            return false;
        }

        int nul = mayHaveNul ? Array.FindIndex(fields, field => field is not null && field.Contains('\0')) : -1;
        if (nul >= 0)
        {
            Refuse(ReadingIssues.NulCharacter(lines, header.Columns[nul]));
            return false;
        }

        if (fields.Length == 1 && string.IsNullOrWhiteSpace(fields[0]))
        {
            return false;
        }

        if (!_hasRows)
        {
            _ragged.Release();
            _hasRows = true;
        }

        row = new Row(lines.Origin, header.Columns, fields);
        return true;
    }

    /// <summary>Reports a row that is left out.</summary>
    public void Refuse(FineTuneDataIssue issue)
    {
        _firstFault ??= issue;
        report(issue);
    }

    /// <summary>To be called after the last row.</summary>
    public void End()
    {
        if (!_hasRows)
        {
            _ragged.EndWithoutRows();
            throw (_ragged.First ?? _firstFault) is { } fault
                ? ReadingIssues.NoneReadable(file, fault)
                : ReadingIssues.Empty(file, "it has a header and no rows");
        }
    }

    /// <summary>
    /// Fields may be missing under a header that ends in delimiters, and too many at the end if they are empty.
    /// </summary>
    private bool TryStretch(ref string[] fields, LineSpan lines)
    {
        int given = fields.Length;
        if (given == 1 && string.IsNullOrWhiteSpace(fields[0]))
        {
            return false;
        }

        bool fits = given < _columns
            ? given >= header.NamedColumns
            : fields.AsSpan(_columns).IndexOfAnyExcept("") < 0;
        if (!fits)
        {
            _ragged.Add(lines, given);
            return false;
        }

        Array.Resize(ref fields, _columns);
        if (given > _columns && !_hasToldOfTrailing)
        {
            _hasToldOfTrailing = true;
            report(ReadingIssues.TrailingDelimiter(lines, _columns));
        }

        return true;
    }
}
