namespace OpenAIFineTune.Data.Reading.Rows;

/// <summary>
/// One row as it was read: text by column, before any rule. A source may give the same object for each row, so what is
/// needed of one is taken before the next is read.
/// </summary>
internal abstract class Row
{
    /// <summary>Where it came from.</summary>
    public abstract RowOrigin Origin { get; }

    /// <summary>The names of the columns that the values stand under; rows of one shape share the list.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    /// <summary>
    /// The whole row, for JSON rows that hold more than texts (chat messages, tools); null otherwise.
    /// </summary>
    public virtual JsonElement? Document => null;

    /// <summary>
    /// The text under a column as UTF-8, good until another is asked for; false where the row has none.
    /// </summary>
    public abstract bool TryGet(int column, out ReadOnlySpan<byte> text);

    /// <summary>The text under a column; null where the row has none.</summary>
    public string? TextOf(int column)
        => TryGet(column, out ReadOnlySpan<byte> text) ? Encoding.UTF8.GetString(text) : null;
}
