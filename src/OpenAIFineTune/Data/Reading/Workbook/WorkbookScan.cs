namespace OpenAIFineTune.Data.Reading.Workbook;

/// <summary>
/// Looks in the parts of a workbook, while they go by in blocks, for what the reader would take wrongly.
/// </summary>
internal sealed class WorkbookScan
{
    // Longer than anything that is looked for, so that nothing is missed where two blocks meet.
    private const int Overlap = 32;

    private readonly byte[] _seam = new byte[2 * Overlap];
    private int _kept;

    /// <summary>True once anything was found that <see cref="WorkbookTranslation"/> has to put right.</summary>
    public bool NeedsTranslation { get; private set; }

    /// <summary>Takes the next block of a part.</summary>
    public void Add(ReadOnlySpan<byte> block)
    {
        if (NeedsTranslation)
        {
            return;
        }

        ReadOnlySpan<byte> start = block[..Math.Min(block.Length, Overlap)];
        start.CopyTo(_seam.AsSpan(_kept));
        NeedsTranslation = IsMisread(_seam.AsSpan(0, _kept + start.Length)) || IsMisread(block);
        ReadOnlySpan<byte> end = block[^Math.Min(block.Length, Overlap)..];
        end.CopyTo(_seam);
        _kept = end.Length;
    }

    /// <summary>The next block belongs to another part.</summary>
    public void StartPart() => _kept = 0;

    private static bool IsMisread(ReadOnlySpan<byte> text)
        => text.IndexOf(" t=\"e\""u8) >= 0
            || text.IndexOf(" t='e'"u8) >= 0
            || text.IndexOf("//purl.oclc.org/ooxml/"u8) >= 0
            || HasSmallReference(text);

    /// <summary>A reference such as <c>r="b2"</c>; Excel writes capitals.</summary>
    private static bool HasSmallReference(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> name = " r="u8;
        for (int at = text.IndexOf(name); at >= 0; at = text.IndexOf(name))
        {
            text = text[(at + name.Length)..];
            if (text.Length > 1 && text[0] is (byte)'"' or (byte)'\'' && text[1] is >= (byte)'a' and <= (byte)'z')
            {
                return true;
            }
        }

        return false;
    }
}
