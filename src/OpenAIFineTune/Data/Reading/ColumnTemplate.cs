using System.Text;

namespace OpenAIFineTune.Data.Reading;

/// <summary>
/// Text with columns in braces, such as <c>{Title}: {Body}</c>; <c>{{</c> and <c>}}</c> stand for braces.
/// </summary>
internal sealed class ColumnTemplate
{
    private readonly List<(string Text, ColumnReference? Column)> _parts = [];

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
                parsed._parts.Add(
                    (text.ToString(), new ColumnReference(name.Length > 0 ? name : throw Invalid(template, i))));
                _ = text.Clear();
                i = close;
            }
            else
            {
                _ = text.Append(c != '}' ? c : throw Invalid(template, i));
            }
        }

        parsed._parts.Add((text.ToString(), null));
        return parsed;
    }

    /// <summary>The filled template; null when the row has nothing for any of its columns.</summary>
    public string? TextOf(in Row row)
    {
        StringBuilder text = new();
        bool hasValue = false;
        foreach ((string before, ColumnReference? column) in _parts)
        {
            string? value = column?.TextOf(row);
            hasValue |= !string.IsNullOrEmpty(value);
            _ = text.Append(before).Append(value);
        }

        return hasValue ? text.ToString() : null;
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
