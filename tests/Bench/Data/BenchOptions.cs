using System.Globalization;

namespace OpenAIFineTune.Bench;

/// <summary>What of the cases is measured, and how often.</summary>
internal sealed record BenchOptions
{
    /// <summary>What the program says of itself when it is asked otherwise.</summary>
    public const string Usage = """
        Usage: dotnet run -c Release --project tests/Bench/Data [-- OPTIONS], after ./build.ps1
          --large       also 10,000,000 rows
          --runs N      how often what takes less than 10 s is measured (3)
          --only FILE   one kind of file: narrow, wide, quoted, korean, jsonl, gz or xlsx
          --part P      a part of the rows, such as 0.01, to try it out
        """;

    private bool Large { get; init; }

    private string? Only { get; init; }

    private double Part { get; init; } = 1;

    /// <summary>How often what doesn't take long is measured.</summary>
    public int Runs { get; private init; } = 3;

    /// <summary>Null for arguments that aren't understood.</summary>
    public static BenchOptions? Parse(ReadOnlySpan<string> arguments, BenchOptions? before = null)
    {
        BenchOptions options = before ?? new();
        return arguments switch
        {
            [] => options,
            ["--large", .. ReadOnlySpan<string> rest] => Parse(rest, options with { Large = true }),
            ["--only", string file, .. ReadOnlySpan<string> rest] when BenchCase.All.Any(line => line.Kind.Name == file)
                => Parse(rest, options with { Only = file }),
            ["--runs", string text, .. ReadOnlySpan<string> rest] when int.TryParse(text, out int runs) && runs > 0
                => Parse(rest, options with { Runs = runs }),
            ["--part", string text, .. ReadOnlySpan<string> rest] when Number(text) is > 0 and <= 1
                => Parse(rest, options with { Part = Number(text) }),
            _ => null,
        };
    }

    /// <summary>Whether a case is asked for.</summary>
    public bool Includes(BenchCase line)
        => (Large || line.Rows < BenchCase.Large) && (Only is null || Only == line.Kind.Name);

    /// <summary>The rows of a case.</summary>
    public int Rows(BenchCase line) => Math.Max(1, (int)(line.Rows * Part));

    private static double Number(string text)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : 0;
}
