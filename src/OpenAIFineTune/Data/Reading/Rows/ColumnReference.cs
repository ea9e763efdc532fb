namespace OpenAIFineTune.Data.Reading.Rows;

/// <summary>A column by its name; the exact name goes before one in other case or with blanks around it.</summary>
internal sealed class ColumnReference(string name)
{
    private IReadOnlyList<string>? _columns;
    private int _index;

    /// <summary>The name that was asked for.</summary>
    public string Name => name;

    /// <summary>Where the column is; -1 where it is not.</summary>
    public static int Find(IReadOnlyList<string> columns, string name)
    {
        int similar = -1;
        for (int i = 0; i < columns.Count; i++)
        {
            if (columns[i] == name)
            {
                return i;
            }

            similar = similar < 0
                && columns[i].AsSpan().Trim().Equals(name.AsSpan().Trim(), StringComparison.OrdinalIgnoreCase)
                ? i
                : similar;
        }

        return similar;
    }

    /// <summary>The row's text; false where it has none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryGet(Row row, out ReadOnlySpan<byte> text)
    {
        // Rows of one shape share their list of columns, so that the name is looked for once.
        if (!ReferenceEquals(_columns, row.Columns))
        {
            _columns = row.Columns;
            _index = Find(row.Columns, name);
        }

        text = default;
        return _index >= 0 && row.TryGet(_index, out text);
    }
}
