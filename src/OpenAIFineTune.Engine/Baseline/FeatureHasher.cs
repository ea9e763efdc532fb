using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace OpenAIFineTune.Engine.Baseline;

/// <summary>
/// Turns text into feature buckets: words, pairs of neighbouring words and signs fall into the lower half, runs of
/// characters inside words into the upper half. Nothing is stored, so that a text hashes alike in every run.
/// </summary>
internal static class FeatureHasher
{
    /// <summary>How many buckets there are.</summary>
    public const int BucketCount = 1 << 21;

    /// <summary>The first bucket that holds runs of characters.</summary>
    public const int FirstCharacterBucket = BucketCount / 2;

    /// <summary>What comes later in a text is not read: about what 4,096 tokens, a usual context, hold.</summary>
    private const int MaxLength = 16_000;

    /// <summary>Longer words are addresses and encoded data, whose inner parts say nothing.</summary>
    private const int MaxSplitWord = 40;

    /// <summary>Puts the buckets of a text into <paramref name="buffer"/>, one entry for each occurrence.</summary>
    public static void Collect(string text, List<int> buffer)
    {
        buffer.Clear();
        ReadOnlySpan<char> lower = text[..Math.Min(text.Length, MaxLength)].ToLowerInvariant();
        ulong previous = 0;
        for (int start = 0; start < lower.Length;)
        {
            int length = TokenScanner.Next(lower, start, out TokenKind kind);
            ReadOnlySpan<char> token = lower.Slice(start, length);
            start += length;
            if (kind == TokenKind.Word)
            {
                previous = AddWord(token, previous, buffer);
            }
            else if (kind == TokenKind.Sign)
            {
                buffer.Add(Fold(Hash(token[..Math.Min(4, length)])));
            }
        }
    }

    private static ulong AddWord(ReadOnlySpan<char> word, ulong previous, List<int> buffer)
    {
        ulong hash = Hash(word);
        buffer.Add(Fold(hash));
        if (previous != 0)
        {
            buffer.Add(Fold(Hash(word, previous)));
        }

        ReadOnlySpan<char> inner = word[..Math.Min(word.Length, MaxSplitWord)];
        if (TokenScanner.IsIdeographic(word[0]))
        {
            // Written without spaces, and a single sign is a word already.
            AddRuns(inner, 1, 3, buffer);
        }
        else
        {
            Span<char> padded = stackalloc char[MaxSplitWord + 2];
            padded[0] = ' ';
            inner.CopyTo(padded[1..]);
            padded[inner.Length + 1] = ' ';
            AddRuns(padded[..(inner.Length + 2)], 3, 5, buffer);
        }

        return hash;
    }

    private static void AddRuns(ReadOnlySpan<char> text, int shortest, int longest, List<int> buffer)
    {
        for (int start = 0; start + shortest <= text.Length; start++)
        {
            int most = Math.Min(longest, text.Length - start);
            for (int length = shortest; length <= most; length++)
            {
                buffer.Add(FirstCharacterBucket + Fold(Hash(text.Slice(start, length))));
            }
        }
    }

    // XXH3 of the UTF-16 code units, little-endian.
    private static ulong Hash(ReadOnlySpan<char> text, ulong seed = 0)
        => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text), (long)seed);

    // All bits are mixed alike: the upper 20 choose one of half the buckets.
    private static int Fold(ulong hash) => (int)(hash >> 44);
}
