namespace OpenAIFineTune.Data.Reading;

/// <summary>Counts lines cheaply, whichever of LF, CRLF and CR ends them.</summary>
internal struct LineCount
{
    private long _feeds;
    private long _returns;

    /// <summary>The line that what comes next is on, from 1.</summary>
    public readonly long Line => Math.Max(_feeds, _returns) + 1;

    public void Add(ReadOnlySpan<byte> text)
    {
        _feeds += text.Count((byte)'\n');
        _returns += text.Count((byte)'\r');
    }

    public void Add(ReadOnlySpan<char> text)
    {
        _feeds += text.Count('\n');
        _returns += text.Count('\r');
    }
}
