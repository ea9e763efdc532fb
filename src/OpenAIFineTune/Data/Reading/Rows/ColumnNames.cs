namespace OpenAIFineTune.Data.Reading.Rows;

/// <summary>Makes usable names of a header row: trimmed, none empty, none twice.</summary>
internal static class ColumnNames
{
    /// <summary>The names; what had to be changed is added to <paramref name="issues"/>.</summary>
    public static string[] From(IReadOnlyList<string?> header, RowOrigin origin, ICollection<FineTuneDataIssue> issues)
    {
        string[] names = new string[header.Count];
        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
        {
            string name = header[i]?.Trim() ?? "";
            name = name.Length == 0 ? $"Column{i + 1}" : name;
            if (!seen.TryAdd(name, 1))
            {
                string given = Another(name, seen);
                issues.Add(ReadingIssues.DuplicateColumn(origin, name, given));
                name = given;
            }

            names[i] = name;
        }

        return names;
    }

    private static string Another(string name, Dictionary<string, int> seen)
    {
        string another;
        do
        {
            another = $"{name} ({++seen[name]})";
        }
        while (!seen.TryAdd(another, 1));
        return another;
    }
}
