using OpenAIFineTune.Data.Examples;

namespace OpenAIFineTune.Data.Reading.Rows;

/// <summary>
/// Text with columns in braces, such as <c>{Title}: {Body}</c>; <c>{{</c> and <c>}}</c> stand for braces.
/// </summary>
internal sealed class ColumnTemplate
{
    private readonly List<(byte[] Text, ColumnReference? Column)> _parts = [];

    private ColumnTemplate()
    {
    }

    /// <summary>The columns that it needs.</summary>
    public IEnumerable<ColumnReference> Columns => _parts.Select(part => part.Column).OfType<ColumnReference>();

    public static ColumnTemplate Parse(string template)
    {
        ColumnTemplate parsed = new();
        StringBuilder text = new();
        for (int i = 0; i < template.Length; i++)
        {
            char c = template[i];
            if (c is '{' or '}' && i + 1 < template.Length && template[i + 1] == c)
            {
                _ = text.Append(c);
                i++;
            }
            else if (c == '{')
            {
                int close = template.IndexOf('}', i);
                string name = close < 0 ? "" : template[(i + 1)..close].Trim();
                ColumnReference column = new(name.Length > 0 ? name : throw Invalid(template, i));
                parsed._parts.Add((Encoding.UTF8.GetBytes(text.ToString()), column));
                _ = text.Clear();
                i = close;
            }
            else
            {
                _ = text.Append(c != '}' ? c : throw Invalid(template, i));
            }
        }

        parsed._parts.Add((Encoding.UTF8.GetBytes(text.ToString()), null));
        return parsed;
    }

    /// <summary>Appends the filled template; false, and nothing, when the row has no text for its columns.</summary>
    public bool AppendTo(Row row, TextBlock block)
    {
        int start = block.Length;
        bool hasValue = false;
        foreach ((byte[] before, ColumnReference? column) in _parts)
        {
            block.Append(before);
            if (column is not null && column.TryGet(row, out ReadOnlySpan<byte> text))
            {
                hasValue |= text.Length > 0;
                block.Append(text);
            }
        }

        block.Length = hasValue ? block.Length : start;
        return hasValue;
    }

    private static FineTuneException Invalid(string template, int at)
        => new(
            "InvalidTemplate",
            $"The brace at position {at + 1} of the template '{template}' has no partner or no name.")
        {
            Target = template,
            Advice = "Write a column as {Name}, and a brace itself as {{ or }}.",
        };
}
