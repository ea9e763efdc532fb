namespace OpenAIFineTune.Data.Reading;

/// <summary>The lines that a row takes up in its file.</summary>
internal readonly record struct LineSpan(string Path, long First, long Last)
{
    public RowOrigin Origin => new(Path, First);

    /// <summary>As messages begin or go on with it.</summary>
    public string Text => First == Last ? $"Line {First}" : $"What stands on lines {First} to {Last}";
}
