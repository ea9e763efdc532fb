using System.Buffers;

namespace OpenAIFineTune.Data.Measuring;

/// <summary>Known markers, and what a text must have in which one of them can be.</summary>
internal sealed class MarkerSet
{
    private readonly SearchValues<byte> _signs;

    private MarkerSet(string[] markers)
    {
        Markers = markers;
        Texts = [.. markers.Select(Encoding.UTF8.GetBytes)];
        HasBreak = [.. markers.Select(marker => marker.Contains('\n'))];
        HasSign = [.. Texts.Select(text => text.Any(IsSign))];
        _signs = SearchValues.Create([.. Texts.SelectMany(text => text).Where(IsSign).Distinct()]);
    }

    public static MarkerSet Separators { get; } = new(Rules.Markers.Separators);

    public static MarkerSet Endings { get; } = new(Rules.Markers.Endings);

    /// <summary>The markers, best first.</summary>
    public IReadOnlyList<string> Markers { get; }

    /// <summary>The same as UTF-8.</summary>
    public byte[][] Texts { get; }

    /// <summary>Which have a line break.</summary>
    public bool[] HasBreak { get; }

    /// <summary>Which have a sign: what is neither a letter nor white space.</summary>
    public bool[] HasSign { get; }

    /// <summary>True when a text has any of the signs that the markers are made of.</summary>
    public bool MayBeIn(ReadOnlySpan<byte> text) => text.ContainsAny(_signs);

    private static bool IsSign(byte unit) => !char.IsAsciiLetter((char)unit) && unit is not ((byte)' ' or (byte)'\n');
}
