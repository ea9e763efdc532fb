namespace OpenAIFineTune.Data.Reading;

/// <summary>What a caller may say about an input; what is left out is found out.</summary>
internal sealed record ReadingOptions
{
    /// <summary>Everything is found out.</summary>
    public static ReadingOptions Default { get; } = new();

    /// <summary>Stands between the fields of a text table; found from the header if null.</summary>
    public char? Delimiter { get; init; }

    /// <summary>How text is encoded where no byte order mark says so; UTF-8 if null.</summary>
    public Encoding? Encoding { get; init; }

    /// <summary>The sheet to read; the first if null.</summary>
    public string? WorksheetName { get; init; }

    /// <summary>The row of the sheet that holds the names, from 1; the first that is not blank if null.</summary>
    public int? HeaderRow { get; init; }

    /// <summary>Is told how much is read; null where nobody asks.</summary>
    public ReadingMeter? Meter { get; init; }

    /// <summary>Ends the opening of a file, which reads as far as its columns.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>What a workbook may unpack to; more is taken for an attack on memory.</summary>
    public long MaxUnpackedBytes { get; init; } = 4L << 30;
}
