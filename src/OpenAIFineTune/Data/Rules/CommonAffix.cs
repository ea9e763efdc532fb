namespace OpenAIFineTune.Data.Rules;

/// <summary>What all texts begin with and end with, found in one reading, in whole code points.</summary>
internal sealed class CommonAffix
{
    private string? _first;

    /// <summary>What all texts begin with.</summary>
    public string Prefix { get; private set; } = "";

    /// <summary>What all texts end with.</summary>
    public string Suffix { get; private set; } = "";

    /// <summary>True when no text was added.</summary>
    public bool IsEmpty => _first is null;

    /// <summary>True when every text is the same.</summary>
    public bool AllEqual { get; private set; } = true;

    /// <summary>Takes one more text into account.</summary>
    public void Add(string text)
    {
        if (_first is null)
        {
            _first = Prefix = Suffix = text;
            return;
        }

        AllEqual = AllEqual && text == _first;
        if (Prefix.Length > 0 && !text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            Prefix = Shared(Prefix, text);
        }

        if (Suffix.Length > 0 && !text.EndsWith(Suffix, StringComparison.Ordinal))
        {
            Suffix = SharedEnd(Suffix, text);
        }
    }

    /// <summary>Counts what a reader would call characters of a text: code points, not UTF-16 units.</summary>
    public static int CodePoints(string text)
    {
        int pairs = 0;
        for (int i = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDBFF'); i >= 0 && i < text.Length; i++)
        {
            pairs += char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? 1 : 0;
        }

        return text.Length - pairs;
    }

    private static string Shared(string prefix, string text)
    {
        int length = prefix.AsSpan().CommonPrefixLength(text);
        return prefix[..(length > 0 && char.IsHighSurrogate(prefix[length - 1]) ? length - 1 : length)];
    }

    private static string SharedEnd(string suffix, string text)
    {
        int length = 0;
        int most = Math.Min(suffix.Length, text.Length);
        while (length < most && suffix[^(length + 1)] == text[^(length + 1)])
        {
            length++;
        }

        return suffix[^(length > 0 && char.IsLowSurrogate(suffix[^length]) ? length - 1 : length)..];
    }
}
