using OpenAIFineTune.Data.Examples;

namespace OpenAIFineTune.Data.Measuring;

/// <summary>What all texts begin with and end with, found in one reading, in whole code points.</summary>
internal sealed class CommonAffix
{
    private byte[]? _first;
    private byte[] _prefix = [];
    private byte[] _suffix = [];

    /// <summary>What all texts begin with.</summary>
    public string Prefix => Encoding.UTF8.GetString(_prefix);

    /// <summary>What all texts end with.</summary>
    public string Suffix => Encoding.UTF8.GetString(_suffix);

    /// <summary>True when no text was added.</summary>
    public bool IsEmpty => _first is null;

    /// <summary>True when every text is the same.</summary>
    public bool AllEqual { get; private set; } = true;

    /// <summary>Takes one more text into account.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<byte> text)
    {
        if (_first is null)
        {
            _first = _prefix = _suffix = text.ToArray();
            return;
        }

        AllEqual = AllEqual && text.SequenceEqual(_first);
        Shorten(text, text);
    }

    /// <summary>Takes all texts into account that another one has seen.</summary>
    public void Add(CommonAffix other)
    {
        if (_first is null)
        {
            (_first, _prefix, _suffix, AllEqual) = (other._first, other._prefix, other._suffix, other.AllEqual);
        }
        else if (other._first is not null)
        {
            AllEqual = AllEqual && other.AllEqual && _first.AsSpan().SequenceEqual(other._first);
            Shorten(other._prefix, other._suffix);
        }
    }

    private void Shorten(ReadOnlySpan<byte> start, ReadOnlySpan<byte> end)
    {
        if (_prefix.Length > 0 && !start.StartsWith(_prefix))
        {
            _prefix = Shared(_prefix, start).ToArray();
        }

        if (_suffix.Length > 0 && !end.EndsWith(_suffix))
        {
            _suffix = SharedEnd(_suffix, end).ToArray();
        }
    }

    private static ReadOnlySpan<byte> Shared(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> text)
    {
        int length = prefix.CommonPrefixLength(text);
        while (length > 0 && length < prefix.Length && Utf8Text.IsInside(prefix[length]))
        {
            length--;
        }

        return prefix[..length];
    }

    private static ReadOnlySpan<byte> SharedEnd(ReadOnlySpan<byte> suffix, ReadOnlySpan<byte> text)
    {
        int length = 0;
        int most = Math.Min(suffix.Length, text.Length);
        while (length < most && suffix[^(length + 1)] == text[^(length + 1)])
        {
            length++;
        }

        while (length > 0 && Utf8Text.IsInside(suffix[^length]))
        {
            length--;
        }

        return suffix[^length..];
    }
}
