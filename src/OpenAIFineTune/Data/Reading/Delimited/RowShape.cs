using OpenAIFineTune.Data.Examples;

namespace OpenAIFineTune.Data.Reading.Delimited;

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

    /// <summary>False for a blank line and for a row that doesn't fit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Fits(DelimitedRow row)
    {
        bool isBlank = row.Count == 1 && Utf8Text.IsBlank(row.Field(0));
        if (isBlank || (row.Count != _columns && !Stretches(row)) || HasNul(row))
        {
            return false;
        }

        if (!_hasRows)
        {
            _ragged.Release();
            _hasRows = true;
        }

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
    private bool Stretches(DelimitedRow row)
    {
        bool fits = row.Count < _columns
            ? row.Count >= header.NamedColumns
            : Enumerable.Range(_columns, row.Count - _columns).All(i => row.Field(i).IsEmpty);
        if (!fits)
        {
            _ragged.Add(row.Lines, row.Count);
        }
        else if (row.Count > _columns && !_hasToldOfTrailing)
        {
            _hasToldOfTrailing = true;
            report(ReadingIssues.TrailingDelimiter(row.Lines, _columns));
        }

        return fits;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool HasNul(DelimitedRow row)
    {
        if (!row.Written.Contains((byte)0))
        {
            return false;
        }

        int nul = Enumerable.Range(0, Math.Min(row.Count, _columns))
            .FirstOrDefault(i => row.Field(i).Contains((byte)0), -1);
        if (nul >= 0)
        {
            Refuse(ReadingIssues.NulCharacter(row.Lines, header.Columns[nul]));
        }

        return nul >= 0;
    }

    /// <summary>Throws when a field is too long: mostly a quote that is not closed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void EnsureShort(DelimitedRow row)
    {
        for (int i = 0; row.Written.Length > TextLimits.LongestField && i < row.Count; i++)
        {
            ReadOnlySpan<byte> field = row.Field(i);
            if (field.Length > TextLimits.LongestField && Encoding.UTF8.GetCharCount(field) > TextLimits.LongestField)
            {
                throw ReadingIssues.FieldTooLong(file, row.Origin.Line);
            }
        }
    }
}
