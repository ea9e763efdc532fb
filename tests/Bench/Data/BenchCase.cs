namespace OpenAIFineTune.Bench;

/// <summary>
/// One line of the table. Lines of the same file and cores are measured in turns; of them, the way in
/// <paramref name="Against"/> is what this one is compared with. No cores means all of the machine.
/// </summary>
internal sealed record BenchCase(SampleKind Kind, int Rows, Way Way, Way? Against = null, int Cores = 0)
{
    private const int Few = 100_000;
    private const int Many = 1_000_000;

    /// <summary>The rows that are measured only when asked for: they take minutes.</summary>
    public const int Large = 10_000_000;

    /// <summary>What is measured, in this order.</summary>
    public static IReadOnlyList<BenchCase> All { get; } =
    [
        new(SampleKind.Narrow, Few, Way.ImportCsv),
        new(SampleKind.Narrow, Few, Way.Prepare, Way.ImportCsv),
        new(SampleKind.Narrow, Few, Way.Pipe, Way.ImportCsv),
        new(SampleKind.Narrow, Few, Way.UsualScript, Way.ImportCsv),
        new(SampleKind.Narrow, Few, Way.DuckDb, Way.ImportCsv),

        new(SampleKind.Narrow, Many, Way.ImportCsv),
        new(SampleKind.Narrow, Many, Way.Pipe, Way.ImportCsv),
        new(SampleKind.Narrow, Many, Way.Prepare, Way.ImportCsv),
        new(SampleKind.Narrow, Many, Way.Check, Way.Prepare),
        new(SampleKind.Narrow, Many, Way.DuckDb, Way.ImportCsv),

        new(SampleKind.Narrow, Many, Way.ImportCsv, Cores: 1),
        new(SampleKind.Narrow, Many, Way.Prepare, Way.ImportCsv, Cores: 1),
        new(SampleKind.Narrow, Many, Way.DuckDb, Way.ImportCsv, Cores: 1),

        new(SampleKind.Narrow, Many, Way.ImportCsv, Cores: 2),
        new(SampleKind.Narrow, Many, Way.Prepare, Way.ImportCsv, Cores: 2),
        new(SampleKind.Narrow, Many, Way.DuckDb, Way.ImportCsv, Cores: 2),

        new(SampleKind.Narrow, Large, Way.ImportCsv),
        new(SampleKind.Narrow, Large, Way.Prepare, Way.ImportCsv),
        new(SampleKind.Narrow, Large, Way.DuckDb, Way.ImportCsv),

        new(SampleKind.Wide, Many, Way.ImportCsv),
        new(SampleKind.Wide, Many, Way.Prepare, Way.ImportCsv),
        new(SampleKind.Wide, Many, Way.DuckDb, Way.ImportCsv),

        new(SampleKind.Quoted, Many, Way.ImportCsv),
        new(SampleKind.Quoted, Many, Way.Prepare, Way.ImportCsv),
        new(SampleKind.Quoted, Many, Way.DuckDb, Way.ImportCsv),

        new(SampleKind.Korean, Many, Way.ImportCsv),
        new(SampleKind.Korean, Many, Way.Prepare, Way.ImportCsv),
        new(SampleKind.Korean, Many, Way.DuckDb, Way.ImportCsv),

        new(SampleKind.JsonLines, Many, Way.ImportNarrow),
        new(SampleKind.JsonLines, Many, Way.Prepare, Way.ImportNarrow),
        new(SampleKind.JsonLines, Many, Way.DuckDb, Way.ImportNarrow),

        new(SampleKind.Packed, Many, Way.ImportNarrow),
        new(SampleKind.Packed, Many, Way.Prepare, Way.ImportNarrow),
        new(SampleKind.Packed, Many, Way.DuckDb, Way.ImportNarrow),

        new(SampleKind.Workbook, Few, Way.ReadWorkbook),
        new(SampleKind.Workbook, Few, Way.Prepare, Way.ReadWorkbook),
    ];
}
