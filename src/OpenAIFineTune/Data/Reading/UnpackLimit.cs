namespace OpenAIFineTune.Data.Reading;

/// <summary>How much a packed file may unpack to before it is taken for an attack on memory or time.</summary>
internal static class UnpackLimit
{
    /// <summary>
    /// How many times its own length a file may unpack to. Text packs to a tenth or so, the most repetitive to a
    /// fiftieth.
    /// </summary>
    public const int MostTimes = 200;

    // Below this a ratio means nothing, and the content is soon read.
    private const long Harmless = 64L << 20;

    /// <summary>True when a file has unpacked to more than is sound.</summary>
    public static bool IsExceeded(FileSnapshot file, long unpacked)
        => unpacked > Harmless && unpacked / MostTimes > file.Length;
}
