using System.Buffers.Binary;
using System.IO.Compression;

namespace OpenAIFineTune.Data.Reading;

/// <summary>
/// The last four bytes of a gzip file: how long its last member is when unpacked, modulo 2^32 (RFC 1952). Files may
/// have several members, one after another, as <c>cat</c> and parallel packers make them.
/// </summary>
internal static class GzipTrailer
{
    private const int BlockSize = 1 << 16;

    // Packed data looks like the start of a member once in 128 MB; more false ones than this a file hardly ends with.
    private const int MostTried = 8;

    // The two bytes of the format, and deflate, the only method there is.
    private static ReadOnlySpan<byte> Start => [0x1F, 0x8B, 0x08];

    /// <summary>True when the file, or its last member, has the length that its trailer names.</summary>
    public static bool Agrees(FileSnapshot file, long unpackedLength)
    {
        using FileStream stored = file.OpenStored();
        if (stored.Length < sizeof(uint))
        {
            return false;
        }

        byte[] trailer = new byte[sizeof(uint)];
        stored.Seek(-trailer.Length, SeekOrigin.End);
        stored.ReadExactly(trailer);
        uint named = BinaryPrimitives.ReadUInt32LittleEndian(trailer);
        return named == unchecked((uint)unpackedLength)
            || LastStarts(stored).Any(start => named == LengthFrom(stored, start));
    }

    private static Queue<long> LastStarts(FileStream stored)
    {
        Queue<long> starts = new();
        byte[] block = new byte[BlockSize];
        long begin = 0;
        stored.Position = 0;
        int length;
        while ((length = stored.ReadAtLeast(block, block.Length, throwOnEndOfStream: false)) > Start.Length)
        {
            for (int at = 0, next; (next = block.AsSpan(at, length - at).IndexOf(Start)) >= 0; at += next + 1)
            {
                starts.Enqueue(begin + at + next);
            }

            while (starts.Count > MostTried)
            {
                starts.Dequeue();
            }

            begin += length - Start.Length + 1;
            stored.Position = begin;
        }

        return starts;
    }

    private static uint? LengthFrom(FileStream stored, long start)
    {
        stored.Position = start;
        try
        {
            using GZipStream member = new(stored, CompressionMode.Decompress, leaveOpen: true);
            byte[] block = new byte[BlockSize];
            uint length = 0;
            int read;
            while ((read = member.Read(block)) > 0)
            {
                length = unchecked(length + (uint)read);
            }

            return length;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
