using OpenAIFineTune.Data.Examples;

namespace OpenAIFineTune.Data.Reading.Rows;

/// <summary>Where one text of an example comes from: a column, or a template of columns.</summary>
internal sealed class ColumnBinding
{
    private readonly ColumnReference? _column;
    private readonly ColumnTemplate? _template;

    private ColumnBinding(ColumnReference column) => _column = column;

    private ColumnBinding(ColumnTemplate template) => _template = template;

    /// <summary>The columns that are read, as they were asked for.</summary>
    public IEnumerable<string> Columns => (_template?.Columns ?? [_column!]).Select(column => column.Name);

    /// <summary>
    /// Binds to <paramref name="given"/>, a column or a template, or to the column that is usual for it; what is
    /// missing is an error that offers <paramref name="parameter"/>.
    /// </summary>
    public static ColumnBinding To(IRowSource source, string? given, string usual, string parameter)
    {
        string name = given ?? usual;
        bool isTemplate = name.Contains('{') && ColumnReference.Find(source.Columns, name) < 0;
        ColumnBinding binding = isTemplate ? new(ColumnTemplate.Parse(name)) : new(new ColumnReference(name));

        // Each file must have the columns: a file without them would give empty texts.
        foreach (IRowSource part in source is ConcatenatedRowSource many ? many.Sources : [source])
        {
            foreach (string column in binding.Columns)
            {
                if (ColumnReference.Find(part.Columns, column) < 0)
                {
                    throw NotFound(part, column, parameter);
                }
            }
        }

        return binding;
    }

    /// <summary>The same, but null when nothing is given and the usual column is not there.</summary>
    public static ColumnBinding? ToOptional(IRowSource source, string? given, string usual, string parameter)
        => given is null && ColumnReference.Find(source.Columns, usual) < 0
            ? null : To(source, given, usual, parameter);

    /// <summary>Appends the text for a row; false, and nothing, where it has none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool AppendTo(Row row, TextBlock block)
    {
        if (_template is not null)
        {
            return _template.AppendTo(row, block);
        }

        bool hasText = _column!.TryGet(row, out ReadOnlySpan<byte> text);
        block.Append(text);
        return hasText;
    }

    private static FineTuneException NotFound(IRowSource source, string column, string parameter)
    {
        const int Shown = 20;
        IReadOnlyList<string> columns = source.Columns;
        string names = columns.Count == 0
            ? "there are none"
            : "there are: " + string.Join(", ", columns.Take(Shown)) + (columns.Count > Shown ? ", …" : "");
        string place = source.Path is null ? "" : $" in '{source.Path}'";
        string note = source.HeaderNote is null ? "" : " " + source.HeaderNote;
        bool isChat = ColumnReference.Find(columns, "messages") >= 0;
        return new FineTuneException("ColumnNotFound", $"There is no column '{column}'{place}; {names}.{note}")
        {
            Target = column,
            Advice = isChat
                ? "The rows have 'messages': they are chat examples already; use -Format Chat."
                : $"Name the column, or a template such as '{{Title}}: {{Body}}', with -{parameter}.",
        };
    }
}
