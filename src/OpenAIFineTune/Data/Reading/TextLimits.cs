namespace OpenAIFineTune.Data.Reading;

/// <summary>
/// How long a text may be: what is longer is mostly a quote that is never closed, and no model takes it.
/// </summary>
internal static class TextLimits
{
    /// <summary>The characters of a field, or of a line of plain text.</summary>
    public const int LongestField = 10_000_000;

    /// <summary>The bytes of a JSON value that is read as a whole; a table that is written by columns is one.</summary>
    public const int LargestValue = 64 << 20;
}
