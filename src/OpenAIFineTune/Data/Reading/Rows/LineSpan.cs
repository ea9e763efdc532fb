namespace OpenAIFineTune.Data.Reading.Rows;

/// <summary>The lines that a row takes up in its file.</summary>
internal readonly record struct LineSpan(string Path, long First, long Last)
{
    public RowOrigin Origin => new(Path, First);

    /// <summary>As messages begin with it.</summary>
    public string Text => First == Last ? $"Line {First}" : $"Lines {First} to {Last}";
}
