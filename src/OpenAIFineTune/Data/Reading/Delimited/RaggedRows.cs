using OpenAIFineTune.Data.Reading.Rows;

namespace OpenAIFineTune.Data.Reading.Delimited;

/// <summary>
/// Holds ragged rows back until a good one comes: if none comes and all are ragged alike, the header is at fault, and
/// one error says so instead of one for each row.
/// </summary>
internal sealed class RaggedRows(FileSnapshot file, int columns, Action<FineTuneDataIssue> report)
{
    private const int Enough = 100;

    private readonly List<FineTuneDataIssue> _held = [];
    private int _fields;
    private bool _isAlike = true;
    private bool _isReleased;

    /// <summary>The first ragged row.</summary>
    public FineTuneDataIssue? First { get; private set; }

    public void Add(LineSpan lines, int fields)
    {
        FineTuneDataIssue issue = ReadingIssues.RaggedRow(lines, fields, columns);
        _isAlike &= First is null || fields == _fields;
        _fields = fields;
        First ??= issue;
        if (_isReleased)
        {
            report(issue);
            return;
        }

        _held.Add(issue);
        if (_held.Count == Enough)
        {
            ThrowIfAlike($"The first {Enough} rows");
            Release();
        }
    }

    /// <summary>Reports what was held back.</summary>
    public void Release()
    {
        _isReleased = true;
        _held.ForEach(report);
        _held.Clear();
    }

    /// <summary>Ends a file that had no good row.</summary>
    public void EndWithoutRows()
    {
        if (_held.Count > 1)
        {
            ThrowIfAlike("All rows");
        }

        Release();
    }

    private void ThrowIfAlike(string which)
    {
        if (_isAlike)
        {
            throw new FineTuneException(
                "RaggedRow",
                $"{which} of '{file.Path}', from line {First!.Line} on, have {ReadingIssues.Count(_fields, "field")}, "
                + $"but its header names {columns}.")
            {
                Target = file.Path,
                Advice = _fields > columns
                    ? "Name each field in the header too; often the first field, a row number, has no name."
                    : "Take the names without a field out of the header, "
                        + "or say what separates the fields with -Delimiter.",
            };
        }
    }
}
