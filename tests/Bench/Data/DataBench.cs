namespace OpenAIFineTune.Bench;

/// <summary>Measures the cases file by file and prints a table in Markdown.</summary>
internal sealed class DataBench(BenchOptions options, CancellationToken stop)
{
    // What takes longer is measured once.
    private const double LongSeconds = 10;

    private static readonly int[] s_widths = [6, 8, 5, 18, 7, 25, 7];

    private readonly Dictionary<BenchCase, Runs> _runs = [];

    /// <summary>Measures and prints.</summary>
    public async Task RunAsync()
    {
        Console.WriteLine(await Machine.DescribeAsync());
        string? withoutDuckDb = DuckDbPackage.Install();
        if (withoutDuckDb is not null)
        {
            Console.WriteLine($"DuckDB is left out: {withoutDuckDb}");
        }

        Print("file", "rows", "cores", "what", "seconds", "ratio", "peak MB");
        Print("---", "---:", "---:", "---", "---:", "---", "---:");
        IEnumerable<BenchCase> cases = BenchCase.All.Where(options.Includes)
            .Where(line => line.Cores < Environment.ProcessorCount)
            .Where(line => withoutDuckDb is null || line.Way != Way.DuckDb);
        foreach (IEnumerable<BenchCase> sameFile in cases.GroupBy(line => (line.Kind, line.Rows, line.Cores)))
        {
            await MeasureAsync([.. sameFile]);
        }

        PrintGrowth();
    }

    // All with the same file, which is deleted then; in turns, so that what passes over the machine meets all.
    private async Task MeasureAsync(BenchCase[] cases)
    {
        string folder = Directory.CreateTempSubdirectory("finetune-bench-").FullName;
        try
        {
            foreach (int round in Enumerable.Range(0, options.Runs))
            {
                foreach (BenchCase line in cases.Where(line => round == 0 || _runs[line].Seconds < LongSeconds))
                {
                    int cores = Cores(line);
                    string[] command = line.Way.Command(new Sample(folder, line.Kind, options.Rows(line)), cores);
                    _ = _runs.TryAdd(line, new Runs());
                    _runs[line].Add(await FreshProcess.MeasureAsync(command, cores, stop));
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        foreach (BenchCase line in cases)
        {
            Print(line, cases.FirstOrDefault(other => other.Way == line.Against));
        }
    }

    private void Print(BenchCase line, BenchCase? against)
    {
        Runs runs = _runs[line];
        string ratio = against is null
            ? ""
            : FormattableString.Invariant($"{runs.RatioTo(_runs[against]):F2} × {against.Way.Name}");
        Print(
            line.Kind.Name,
            $"{options.Rows(line)}",
            $"{Cores(line)}",
            line.Way.Name,
            FormattableString.Invariant($"{runs.Seconds:F2}"),
            ratio,
            FormattableString.Invariant($"{runs.Megabytes:F0}"));
    }

    private void PrintGrowth()
    {
        BenchCase[] growing =
            [.. _runs.Keys.Where(line => (line.Kind, line.Way, line.Cores) == (SampleKind.Narrow, Way.Prepare, 0))];
        foreach ((BenchCase less, BenchCase more) in growing.Zip(growing.Skip(1)))
        {
            double seconds = _runs[more].Seconds / _runs[less].Seconds;
            double megabytes = _runs[more].Megabytes - _runs[less].Megabytes;
            Console.WriteLine(
                $"{options.Rows(more)} rows against {options.Rows(less)}: "
                + FormattableString.Invariant($"{seconds:F1} × the time, {megabytes:F0} MB more at the peak."));
        }
    }

    private static int Cores(BenchCase line) => line.Cores == 0 ? Environment.ProcessorCount : line.Cores;

    private static void Print(params string[] cells)
        => Console.WriteLine($"| {string.Join(" | ", cells.Zip(s_widths, (cell, width) => cell.PadRight(width)))} |");
}
