namespace OpenAIFineTune.Data.Reading;

/// <summary>Finds the reader for a file by its extension.</summary>
internal static class RowSources
{
    private const string Known = ".csv, .tsv, .txt, .json, .jsonl (each also with .gz), .xlsx, .xls";

    /// <summary>Opens one or more files as one source.</summary>
    public static IRowSource Open(IReadOnlyList<string> paths, ReadingOptions options)
        => paths.Count == 1 ? Open(paths[0], options) : ConcatenatedRowSource.Open(paths, options);

    /// <summary>Opens <paramref name="path"/>, a full path, and reads as far as its columns.</summary>
    public static IRowSource Open(string path, ReadingOptions options)
    {
        FileSnapshot file = FileSnapshot.Take(path);
        return file.Extension switch
        {
            ".csv" or ".tsv" => new DelimitedRowSource(file, options),
            ".json" or ".jsonl" => new JsonRowSource(file, options),
            ".txt" => new LineRowSource(file, options),
            ".xlsx" or ".xls" when !file.IsCompressed => new ExcelRowSource(file, options),
            "" => throw Unknown(path, "has no extension"),
            _ => throw Unknown(path, $"has the extension '{file.Extension}', which is not known"),
        };
    }

    private static FineTuneException Unknown(string path, string problem)
        => new("UnknownFormat", $"'{path}' {problem}; the format is told by it.")
        {
            Target = path,
            Advice = $"Name the file by what it holds: {Known}.",
        };
}
