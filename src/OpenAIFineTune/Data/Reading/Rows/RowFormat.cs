namespace OpenAIFineTune.Data.Reading.Rows;

/// <summary>A kind of file that rows are read from.</summary>
/// <param name="Extensions">By which it is known, in small letters.</param>
/// <param name="Open">Opens a file and reads as far as its columns.</param>
internal sealed record RowFormat(string[] Extensions, Func<FileSnapshot, ReadingOptions, IRowSource> Open)
{
    /// <summary>False for what is packed by itself, and can't be packed again as .gz.</summary>
    public bool IsText { get; init; } = true;

    /// <summary>True when the file is of this kind.</summary>
    public bool Reads(FileSnapshot file)
        => Extensions.Contains(file.Extension) && (IsText || !file.IsCompressed);
}
