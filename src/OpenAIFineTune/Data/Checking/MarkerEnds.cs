using OpenAIFineTune.Data.Measuring;
using OpenAIFineTune.Data.Rules;

namespace OpenAIFineTune.Data.Checking;

/// <summary>By which markers the texts of a file end, for the case that not all end by one.</summary>
internal sealed class MarkerEnds(IReadOnlyList<string> known)
{
    private const int MostShown = 3;

    // Made-up markers are as many as one likes; those of a file that is only a little mixed are few.
    private const int MostKept = 100;

    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private long _total;

    /// <summary>The marker that a text ends by; null for none.</summary>
    public string? Find(ReadOnlySpan<byte> text)
    {
        if (text is [.., (>= (byte)'a' and <= (byte)'z') or (>= (byte)'0' and <= (byte)'9')])
        {
            // So ends no marker, and nearly every text that has none.
            return null;
        }

        string all = Encoding.UTF8.GetString(text);
        return Markers.Known(all, known) ?? AddedMarker.In(all);
    }

    /// <summary>Takes one more text into account, by its marker.</summary>
    public void Add(string? marker)
    {
        _total++;
        if (marker is not null && (_counts.Count < MostKept || _counts.ContainsKey(marker)))
        {
            _counts[marker] = _counts.GetValueOrDefault(marker) + 1;
        }
    }

    /// <summary>The most frequent ones: <c>' ->' ends 7 of 12, '###' 2</c>.</summary>
    public override string ToString()
    {
        string[] shown = [.. _counts.OrderByDescending(count => count.Value).Take(MostShown)
            .Select((count, rank) =>
                $"{Markers.Show(count.Key)} {(rank == 0 ? $"ends {count.Value} of {_total}" : count.Value)}")];
        return shown.Length == 0
            ? "none of them has one" : string.Join(", ", shown) + (_counts.Count > MostShown ? ", …" : "");
    }
}
