namespace OpenAIFineTune.Data.Rules;

/// <summary>Which of the known markers occur in the texts and so can't mark anything.</summary>
internal sealed class MarkerUse(IReadOnlyList<string> markers)
{
    private readonly bool[] _occurs = new bool[markers.Count];
    private readonly bool[] _hasBreak = [.. markers.Select(marker => marker.Contains('\n'))];

    /// <summary>True when any text has a line break.</summary>
    public bool HasLineBreaks { get; private set; }

    /// <summary>Takes one more text into account.</summary>
    public void Add(string text)
    {
        bool hasBreak = text.Contains('\n');
        HasLineBreaks |= hasBreak;
        for (int i = 0; i < markers.Count; i++)
        {
            if (!_occurs[i] && (hasBreak || !_hasBreak[i]))
            {
                _occurs[i] = Clashes(text, markers[i]);
            }
        }
    }

    /// <summary>The first marker that occurs nowhere; the last one if all do.</summary>
    public string FirstUnused(Func<string, bool> allows)
    {
        for (int i = 0; i < markers.Count - 1; i++)
        {
            if (!_occurs[i] && allows(markers[i]))
            {
                return markers[i];
            }
        }

        return markers[^1];
    }

    /// <summary>True when the marker, put behind the text, would be found before the text's end.</summary>
    public static bool Clashes(string text, string marker)
    {
        if (text.Contains(marker, StringComparison.Ordinal))
        {
            return true;
        }

        // "2*" and "***": the end of the text and the beginning of the marker make one marker.
        if (text.Length == 0 || marker.Length == 1 || !marker.Contains(text[^1]))
        {
            return false;
        }

        string joint = text[Math.Max(0, text.Length - marker.Length + 1)..];
        return (joint + marker).IndexOf(marker, StringComparison.Ordinal) < joint.Length;
    }
}
