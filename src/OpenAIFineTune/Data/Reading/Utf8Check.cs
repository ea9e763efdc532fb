using System.Buffers;
using System.Text.Unicode;

namespace OpenAIFineTune.Data.Reading;

/// <summary>Makes sure, block by block, that bytes are UTF-8; a wrong one is an error that names its line.</summary>
internal sealed class Utf8Check(FileSnapshot file)
{
    // The longest beginning of a character that the next block may go on with.
    private const int MostPending = 3;

    private readonly byte[] _pending = new byte[MostPending];
    private int _pendingLength;
    private LineCount _lines;

    /// <summary>Takes the next block.</summary>
    public void Add(ReadOnlySpan<byte> block)
    {
        int from = _pendingLength > 0 ? CheckSeam(block) : 0;
        ReadOnlySpan<byte> rest = block[from..];
        ReadOnlySpan<byte> whole = rest[..^UnfinishedLength(rest)];
        if (!Utf8.IsValid(whole))
        {
            throw WrongByte(block[..from], whole);
        }

        _lines.Add(block);
        rest[whole.Length..].CopyTo(_pending);
        _pendingLength = rest.Length - whole.Length;
    }

    /// <summary>To be called after the last block.</summary>
    public void End()
    {
        if (_pendingLength > 0)
        {
            throw WrongByte([], _pending.AsSpan(0, _pendingLength));
        }
    }

    /// <summary>
    /// The character that began in the block before; returns how much of this block belongs to it.
    /// </summary>
    private int CheckSeam(ReadOnlySpan<byte> block)
    {
        Span<byte> seam = stackalloc byte[2 * MostPending];
        _pending.AsSpan(0, _pendingLength).CopyTo(seam);
        int taken = Math.Min(block.Length, MostPending);
        block[..taken].CopyTo(seam[_pendingLength..]);
        seam = seam[..(_pendingLength + taken)];
        bool isWhole = Rune.DecodeFromUtf8(seam, out _, out int length) == OperationStatus.Done;
        int from = length - _pendingLength;
        _pendingLength = 0;
        return isWhole ? from : throw WrongByte([], seam);
    }

    /// <summary>How many bytes at the end are the beginning of a character.</summary>
    private static int UnfinishedLength(ReadOnlySpan<byte> block)
        => Rune.DecodeLastFromUtf8(block, out _, out int length) == OperationStatus.NeedMoreData ? length : 0;

    private FineTuneException WrongByte(ReadOnlySpan<byte> good, ReadOnlySpan<byte> text)
    {
        int at = 0;
        int length;
        while (Rune.DecodeFromUtf8(text[at..], out _, out length) == OperationStatus.Done)
        {
            at += length;
        }

        _lines.Add(good);
        _lines.Add(text[..at]);
        return TextEncoding.WrongByte(file, _lines.Line, text.Slice(at, length).ToArray(), Encoding.UTF8);
    }
}
