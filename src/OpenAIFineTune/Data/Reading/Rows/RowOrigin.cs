namespace OpenAIFineTune.Data.Reading.Rows;

/// <summary>Where a row came from.</summary>
/// <param name="Path">The file; null for rows of the pipeline.</param>
/// <param name="Line">The line that the row begins on, from 1; for the pipeline and worksheets the row's
/// number.</param>
internal readonly record struct RowOrigin(string? Path, long Line)
{
    /// <summary><c>name:line</c>, as messages show it.</summary>
    public override string ToString() => Path is null ? $"row {Line}" : $"{System.IO.Path.GetFileName(Path)}:{Line}";
}
