namespace OpenAIFineTune.Data.Measuring;

/// <summary>Which of the known markers occur in the texts and so can't mark anything.</summary>
internal sealed class MarkerUse(MarkerSet markers)
{
    private readonly bool[] _occurs = new bool[markers.Markers.Count];

    /// <summary>True when any text has a line break.</summary>
    public bool HasLineBreaks { get; private set; }

    /// <summary>Takes one more text into account.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<byte> text)
    {
        bool hasBreak = text.Contains((byte)'\n');
        bool hasSign = markers.MayBeIn(text);
        HasLineBreaks |= hasBreak;
        for (int i = 0; i < _occurs.Length; i++)
        {
            // Without its line break or its signs a marker is in no text, nor does it begin at the end of one.
            if (!_occurs[i] && (hasBreak || !markers.HasBreak[i]) && (hasSign || !markers.HasSign[i]))
            {
                _occurs[i] = Clashes(text, markers.Texts[i]);
            }
        }
    }

    /// <summary>Takes all texts into account that another one has seen.</summary>
    public void Add(MarkerUse other)
    {
        HasLineBreaks |= other.HasLineBreaks;
        for (int i = 0; i < _occurs.Length; i++)
        {
            _occurs[i] |= other._occurs[i];
        }
    }

    /// <summary>The first marker that occurs nowhere; the last one if all do.</summary>
    public string FirstUnused(Func<string, bool> allows)
    {
        for (int i = 0; i < _occurs.Length - 1; i++)
        {
            if (!_occurs[i] && allows(markers.Markers[i]))
            {
                return markers.Markers[i];
            }
        }

        return markers.Markers[^1];
    }

    /// <summary>True when the marker, put behind the text, would be found before the text's end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Clashes(ReadOnlySpan<byte> text, ReadOnlySpan<byte> marker)
    {
        if (text.IndexOf(marker) >= 0)
        {
            return true;
        }

        // "2*" and "***": the end of the text and the beginning of the marker make one marker.
        if (text.IsEmpty || marker.Length == 1 || !marker.Contains(text[^1]))
        {
            return false;
        }

        ReadOnlySpan<byte> joint = text[Math.Max(0, text.Length - marker.Length + 1)..];
        byte[] both = [.. joint, .. marker];
        return both.AsSpan().IndexOf(marker) < joint.Length;
    }
}
