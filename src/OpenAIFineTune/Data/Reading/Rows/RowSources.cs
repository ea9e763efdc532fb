using OpenAIFineTune.Data.Reading.Delimited;
using OpenAIFineTune.Data.Reading.Json;
using OpenAIFineTune.Data.Reading.Workbook;

namespace OpenAIFineTune.Data.Reading.Rows;

/// <summary>Finds the reader for a file by its extension.</summary>
internal static class RowSources
{
    // A new kind of file is a line here. Of packed files only text is read.
    private static readonly RowFormat[] s_formats =
    [
        new([".csv", ".tsv", ".tab"], (file, options) => new DelimitedRowSource(file, options)),
        new([".txt"], (file, options) => IsTable(file, options)
            ? new DelimitedRowSource(file, options) : new LineRowSource(file, options)),
        new([".json", ".jsonl", ".ndjson"], (file, options) => new JsonRowSource(file, options)),
        new([".xlsx", ".xlsm", ".xltx", ".xltm", ".xls"], (file, options) => new ExcelRowSource(file, options))
        {
            IsText = false,
        },
    ];

    /// <summary>Opens one or more files as one source, with the rows that are there already behind them.</summary>
    public static IRowSource Open(IReadOnlyList<string> paths, ReadingOptions options, params IRowSource[] others)
        => paths.Count == 1 && others.Length == 0
            ? Open(paths[0], options) : ConcatenatedRowSource.Open(paths, options, others);

    /// <summary>Opens <paramref name="path"/>, a full path, and reads as far as its columns.</summary>
    public static IRowSource Open(string path, ReadingOptions options)
    {
        FileSnapshot file = FileSnapshot.Take(path);
        file.Meter = options.Meter;
        options.Meter?.Open(file);
        RowFormat? format = Array.Find(s_formats, known => known.Reads(file));
        return format is not null ? format.Open(file, options) : throw Unknown(path, file.Extension switch
        {
            ".xlsb" or ".ods" => $"is a workbook of the kind '{file.Extension}', which can't be read",
            "" => "has no extension",
            _ => $"has the extension '{file.Extension}', which is not known",
        });
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
    {
        string known = string.Join(", ", s_formats.OrderByDescending(format => format.IsText).Select(format =>
            string.Join(", ", format.Extensions) + (format.IsText ? " (also with .gz)" : "")));
        return new("UnknownFormat", $"'{path}' {problem}; known are {known}.")
        {
            Target = path,
            Advice = "Save it in one of these forms, and name it by what it holds.",
        };
    }
}
