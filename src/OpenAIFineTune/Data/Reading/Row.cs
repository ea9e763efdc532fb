using System.Text.Json;

namespace OpenAIFineTune.Data.Reading;

/// <summary>One row as it was read: text by column, before any rule.</summary>
/// <param name="Origin">Where it came from.</param>
/// <param name="Columns">The names of the columns that the values stand under.</param>
/// <param name="Values">A text for each column; null where the row has none.</param>
internal readonly record struct Row(RowOrigin Origin, IReadOnlyList<string> Columns, string?[] Values)
{
    /// <summary>
    /// The whole row, for JSON rows that hold more than texts (chat messages, tools); null otherwise.
    /// </summary>
    public JsonElement? Document { get; init; }
}
