namespace OpenAIFineTune.Bench;

/// <summary>
/// What is done with a file on so many cores: a command that prints its seconds, start-up not counted, and its
/// process's peak of memory in MB.
/// </summary>
internal sealed record Way(string Name, Func<Sample, int, string[]> Command)
{
    public static Way ImportCsv { get; } = new("Import-Csv", (file, _) => Read(file));

    // For files that Import-Csv doesn't read: the same rows as a plain table.
    public static Way ImportNarrow { get; } =
        new("Import-Csv, narrow", (file, _) => Read(file with { Kind = SampleKind.Narrow }));

    public static Way Prepare { get; } =
        new("-Path", (file, _) => Prepared(file, $"ConvertTo-FineTuneJsonl '{file.Path}'"));

    public static Way Pipe { get; } = new(
        "by the pipeline", (file, _) => Prepared(file, $"Import-Csv '{file.Path}' | ConvertTo-FineTuneJsonl"));

    // Needs the files of a preparation before it.
    public static Way Check { get; } = new("Test-FineTuneData", (file, _) => PowerShell(
        $"$null = Test-FineTuneData '{file.Output}_train.jsonl' -ValidationPath '{file.Output}_valid.jsonl'"));

    public static Way UsualScript { get; } = new("usual script", (file, _) => PowerShell(
        $"Import-Csv '{file.Path}' | ForEach-Object {{ @{{ prompt = $_.prompt; completion = $_.completion }} "
        + $"| ConvertTo-Json -Compress }} | Set-Content '{file.Output}-script'"));

    public static Way DuckDb { get; } = new("DuckDB", (file, cores) =>
        ["node", Path.Combine(DuckDbPackage.Folder, "duckdb.mjs"), file.Path, $"{file.Output}-duckdb", $"{cores}"]);

    public static Way ReadWorkbook { get; } = new("ExcelDataReader", (file, _) =>
        [Environment.ProcessPath!, WorkbookReading.Argument, file.Path]);

    private static string[] Read(Sample file) => PowerShell($"Import-Csv '{file.Path}' | Out-Null");

    // Files that are there already would be compared and left.
    private static string[] Prepared(Sample file, string call) => PowerShell(
        $"$null = {call} -OutputPath '{file.Output}' -Force",
        $"Remove-Item '{file.Output}_*.jsonl' -ErrorAction Ignore");

    private static string[] PowerShell(string measured, string before = "") =>
    [
        "pwsh", "-NoProfile", "-NonInteractive", "-Command",
        $"""
        $ErrorActionPreference = 'Stop'
        Import-Module Microsoft.PowerShell.Utility, Microsoft.PowerShell.Management, '{Repository.Manifest}'
        {before}
        $watch = [Diagnostics.Stopwatch]::StartNew()
        {measured}
        $seconds = $watch.Elapsed.TotalSeconds
        "$seconds $((Get-Process -Id $PID).PeakWorkingSet64 / 1MB)"
        """,
    ];
}
