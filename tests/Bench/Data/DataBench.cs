using System.Diagnostics;
using System.Text;
using ExcelDataReader;

namespace OpenAIFineTune.Bench;

/// <summary>Data preparation against reading the same file with Import-Csv, and against the script that people write.</summary>
internal static class DataBench
{
    private const string Script =
        "Import-Csv {0} | ForEach-Object {{ @{{ prompt = $_.prompt; completion = $_.completion }} | ConvertTo-Json -Compress }} | "
        + "Set-Content {1}";

    /// <summary>Measures and prints.</summary>
    public static void Run(string folder)
    {
        string small = Path.Combine(folder, "100k.csv");
        string half = Path.Combine(folder, "500k.csv");
        string large = Path.Combine(folder, "1m.csv");
        CsvFile.Write(small, 100_000);
        CsvFile.Write(half, 500_000);
        CsvFile.Write(large, 1_000_000);

        Console.WriteLine($"{"what",-44}{"seconds",9}{"ratio",8}{"peak MB",9}");
        foreach (string file in new[] { small, large })
        {
            double baseline = Show("Import-Csv | Out-Null", file, null, $"Import-Csv {file} | Out-Null");
            _ = Show("-Path", file, baseline, Ours(file, $"$null = ConvertTo-FineTuneJsonl {file}"));
            _ = Show("Import-Csv | ConvertTo-FineTuneJsonl", file, baseline, Ours(file, $"$null = Import-Csv {file} | ConvertTo-FineTuneJsonl"));
        }

        double halfSeconds = Show("-Path", half, null, Ours(half, $"$null = ConvertTo-FineTuneJsonl {half}"));
        _ = Show("-Path, twice the rows", large, halfSeconds, Ours(large, $"$null = ConvertTo-FineTuneJsonl {large}"));
        double reading = Show("Import-Csv | Out-Null", small, null, $"Import-Csv {small} | Out-Null");
        _ = Show("the usual script", small, reading, string.Format(null, Script, small, Path.Combine(folder, "script.jsonl")));
        ShowWorkbook(Path.Combine(folder, "100k.xlsx"));
    }

    private static void ShowWorkbook(string file)
    {
        XlsxFile.Write(file, 100_000);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Stopwatch watch = Stopwatch.StartNew();
        using (FileStream stored = File.OpenRead(file))
        using (IExcelDataReader reader = ExcelReaderFactory.CreateReader(stored))
        {
            while (reader.Read())
            {
                _ = (reader.GetValue(0), reader.GetValue(1));
            }
        }

        double alone = watch.Elapsed.TotalSeconds;
        Console.WriteLine($"{"100k.xlsx: ExcelDataReader alone",-44}{alone,9:F1}");
        _ = Show("-Path", file, alone, Ours(file, $"$null = ConvertTo-FineTuneJsonl {file}"));
    }

    private static string Ours(string file, string call)
        => $"Import-Module '{Repository.Manifest}'; {call} -OutputPath {file}.out -Force";

    private static double Show(string what, string file, double? baseline, string script)
    {
        (double seconds, double peak) = PowerShellRun.Measure(script);
        string ratio = baseline is double known ? $"{seconds / known:F2}" : "";
        Console.WriteLine($"{Path.GetFileName(file) + ": " + what,-44}{seconds,9:F1}{ratio,8}{peak,9:F0}");
        return seconds;
    }
}
