namespace OpenAIFineTune.Data.Reading.Json;

/// <summary>
/// A table written by columns: <c>{"a":[1,2],"b":[3,4]}</c> or <c>{"a":{"0":1,"1":2},"b":{"0":3,"1":4}}</c>.
/// </summary>
internal static class JsonColumns
{
    /// <summary>The rows of such a table; the record itself if it is none.</summary>
    public static IEnumerable<JsonRecord> Expand(JsonRecord record)
    {
        JsonElement table = record.Value;
        if (table.ValueKind != JsonValueKind.Object || !table.EnumerateObject().Any())
        {
            return [record];
        }

        // Chat messages are arrays of objects and stay one row; columns hold single values.
        return IsOf(table, JsonValueKind.Array)
            && table.EnumerateObject().All(c => c.Value.EnumerateArray().All(IsSingle))
            ? FromLists(record)
            : IsOf(table, JsonValueKind.Object)
                && table.EnumerateObject().All(c => c.Value.EnumerateObject().All(p => IsSingle(p.Value)))
                ? FromMaps(record)
                : [record];
    }

    private static bool IsOf(JsonElement table, JsonValueKind kind)
        => table.EnumerateObject().All(column => column.Value.ValueKind == kind);

    private static bool IsSingle(JsonElement value)
        => value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object);

    private static IEnumerable<JsonRecord> FromLists(JsonRecord record)
    {
        Dictionary<string, JsonElement[]> columns = [];
        foreach (JsonProperty column in record.Value.EnumerateObject())
        {
            columns[column.Name] = column.Value.EnumerateArray().ToArray();
        }

        int rows = columns.Values.Max(values => values.Length);
        for (int i = 0; i < rows; i++)
        {
            yield return ToRow(columns.Where(c => i < c.Value.Length).Select(c => (c.Key, c.Value[i])), i);
        }
    }

    private static IEnumerable<JsonRecord> FromMaps(JsonRecord record)
    {
        // By name, or taking out the rows would look each one up in the whole column.
        Dictionary<string, Dictionary<string, JsonElement>> columns = [];
        List<string> keys = [];
        HashSet<string> seen = [];
        foreach (JsonProperty column in record.Value.EnumerateObject())
        {
            Dictionary<string, JsonElement> values = [];
            columns[column.Name] = values;
            foreach (JsonProperty cell in column.Value.EnumerateObject())
            {
                values[cell.Name] = cell.Value;
                if (seen.Add(cell.Name))
                {
                    keys.Add(cell.Name);
                }
            }
        }

        for (int i = 0; i < keys.Count; i++)
        {
            string key = keys[i];
            yield return ToRow(columns.Where(c => c.Value.ContainsKey(key)).Select(c => (c.Key, c.Value[key])), i);
        }
    }

    /// <summary>Such rows have no line of their own; their number stands for it.</summary>
    private static JsonRecord ToRow(IEnumerable<(string Name, JsonElement Value)> cells, int index)
    {
        JsonObject row = [];
        foreach ((string name, JsonElement value) in cells)
        {
            row.Add(name, JsonValue.Create(value));
        }

        return new JsonRecord(JsonSerializer.SerializeToElement(row), index + 1);
    }
}
