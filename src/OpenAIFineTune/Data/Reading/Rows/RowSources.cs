using OpenAIFineTune.Data.Reading.Delimited;
using OpenAIFineTune.Data.Reading.Json;
using OpenAIFineTune.Data.Reading.Workbook;

namespace OpenAIFineTune.Data.Reading.Rows;

/// <summary>Finds the reader for a file by its extension.</summary>
internal static class RowSources
{
    private const string Known =
        ".csv, .tsv, .tab, .txt, .json, .jsonl, .ndjson (each also with .gz), .xlsx, .xlsm, .xltx, .xltm, .xls";

    /// <summary>Opens one or more files as one source.</summary>
    public static IRowSource Open(IReadOnlyList<string> paths, ReadingOptions options)
        => paths.Count == 1 ? Open(paths[0], options) : ConcatenatedRowSource.Open(paths, options);

    /// <summary>Opens <paramref name="path"/>, a full path, and reads as far as its columns.</summary>
    public static IRowSource Open(string path, ReadingOptions options)
    {
        FileSnapshot file = FileSnapshot.Take(path);
        file.Meter = options.Meter;
        options.Meter?.Open(file);
        return file.Extension switch
        {
            ".csv" or ".tsv" or ".tab" => new DelimitedRowSource(file, options),
            ".json" or ".jsonl" or ".ndjson" => new JsonRowSource(file, options),
            ".txt" when IsTable(file, options) => new DelimitedRowSource(file, options),
            ".txt" => new LineRowSource(file, options),
            ".xlsx" or ".xlsm" or ".xltx" or ".xltm" or ".xls" when !file.IsCompressed
                => new ExcelRowSource(file, options),
            ".xlsb" or ".ods"
                => throw Unknown(path, $"is a workbook of the kind '{file.Extension}', which can't be read"),
            "" => throw Unknown(path, "has no extension"),
            _ => throw Unknown(path, $"has the extension '{file.Extension}', which is not known"),
        };
    }

    /// <summary>
    /// Plain text is a table when the caller says what separates its fields, and when Excel saved it as "Unicode text".
    /// </summary>
    private static bool IsTable(FileSnapshot file, ReadingOptions options)
    {
        if (options.Delimiter is not null)
        {
            return true;
        }

        using Utf8Input input = new(file, options.Encoding);
        ReadOnlySpan<byte> start = input.Buffered;
        int end = start.IndexOfAny((byte)'\r', (byte)'\n');
        return input.IsUtf16 && (end < 0 ? start : start[..end]).Contains((byte)'\t');
    }

    private static FineTuneException Unknown(string path, string problem)
        => new("UnknownFormat", $"'{path}' {problem}; known are {Known}.")
        {
            Target = path,
            Advice = "Save it in one of these forms, and name it by what it holds.",
        };
}
