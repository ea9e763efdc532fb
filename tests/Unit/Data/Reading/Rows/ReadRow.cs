using System.Text;
using System.Text.Json;
using OpenAIFineTune.Data.Examples;
using OpenAIFineTune.Data.Reading.Rows;

namespace OpenAIFineTune.Tests.Data.Reading.Rows;

/// <summary>A row as it was when it was read.</summary>
internal sealed record ReadRow(RowOrigin Origin, IReadOnlyList<string> Columns, string?[] Values, JsonElement? Document)
{
    /// <summary>The text that a binding finds in this row.</summary>
    public string? TextOf(ColumnBinding binding)
    {
        TextBlock block = new();
        return binding.AppendTo(new TextRow(Origin, Columns, Values), block)
            ? Encoding.UTF8.GetString(block.Bytes) : null;
    }

    public static ReadRow Of(Row row)
        => new(row.Origin, row.Columns, [.. row.Columns.Select((_, column) => row.TextOf(column))], row.Document);
}
