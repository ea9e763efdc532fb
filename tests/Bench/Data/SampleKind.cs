using System.IO.Compression;

namespace OpenAIFineTune.Bench;

/// <summary>A kind of input file, and how one with so many rows is written.</summary>
internal sealed record SampleKind(string Name, string Extension, Action<string, int> Write)
{
    private const string Header = "prompt,completion";

    public static SampleKind Narrow { get; } = Text("narrow", ".csv", Header, SampleRows.Narrow);

    public static SampleKind Wide { get; } = Text("wide", ".csv", SampleRows.WideHeader, SampleRows.Wide);

    public static SampleKind Quoted { get; } = Text("quoted", ".csv", Header, SampleRows.Quoted);

    public static SampleKind Korean { get; } = Text("korean", ".csv", Header, SampleRows.Korean);

    public static SampleKind JsonLines { get; } = Text("jsonl", ".jsonl", null, SampleRows.JsonLine);

    public static SampleKind Packed { get; } = Text("gz", ".csv.gz", Header, SampleRows.Narrow);

    public static SampleKind Workbook { get; } = new("xlsx", ".xlsx", XlsxFile.Write);

    private static SampleKind Text(string name, string extension, string? header, Func<int, string> line)
        => new(name, extension, (path, rows) =>
        {
            using FileStream stored = File.Create(path);
            using Stream content = path.EndsWith(".gz") ? new GZipStream(stored, CompressionLevel.Optimal) : stored;
            using StreamWriter file = new(content);
            IEnumerable<string> lines = Enumerable.Range(0, rows).Select(line);
            foreach (string text in header is null ? lines : lines.Prepend(header))
            {
                file.Write(text);
                file.Write('\n');
            }
        });
}
