using System.Runtime.InteropServices;
using OpenAIFineTune.Data.Reading.Rows;

namespace OpenAIFineTune.Data.Examples;

/// <summary>
/// One example on its way from the row to the line, as UTF-8 in its block: what is asked and what is to be learned.
/// </summary>
internal readonly ref struct Example
{
    private readonly string? _path;
    private readonly Head _head;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Example(TextBlock block, int offset)
    {
        _path = block.Path;
        _head = MemoryMarshal.Read<Head>(block.Bytes[offset..]);
        ReadOnlySpan<byte> texts = block.Bytes[(offset + Head.Size)..];
        Prompt = texts[..Length(_head.Prompt)];
        texts = texts[Prompt.Length..];
        Completion = texts[..Length(_head.Completion)];
        texts = texts[Completion.Length..];
        System = texts[..Length(_head.System)];
        texts = texts[System.Length..];
        NonPreferred = texts[..Length(_head.NonPreferred)];
        texts = texts[NonPreferred.Length..];
        Line = texts[..Length(_head.Line)];
        End = block.Length - texts.Length + Line.Length;
    }

    /// <summary>Where it came from.</summary>
    public RowOrigin Origin => new(_path, _head.Number);

    /// <summary>What is asked; empty where texts are only to be written.</summary>
    public ReadOnlySpan<byte> Prompt { get; }

    /// <summary>The answer to learn; in preference data, the preferred one.</summary>
    public ReadOnlySpan<byte> Completion { get; }

    /// <summary>What the model is told before the conversation; empty for nothing.</summary>
    public ReadOnlySpan<byte> System { get; }

    /// <summary>The answer that is not to be given.</summary>
    public ReadOnlySpan<byte> NonPreferred { get; }

    /// <summary>True in preference data, where a second answer may be empty and still is one.</summary>
    public bool IsPreference => _head.NonPreferred >= 0;

    /// <summary>
    /// The whole line as compact JSON, for examples that came as conversations and go on as they are; the texts are
    /// then only their last question and answer. Empty for others.
    /// </summary>
    public ReadOnlySpan<byte> Line { get; }

    /// <summary>Where the next example begins in the block.</summary>
    public int End { get; }

    /// <summary>The example that begins at a place in a block.</summary>
    public static Example At(TextBlock block, int offset) => new(block, offset);

    private static int Length(int length) => Math.Max(length, 0);

    /// <summary>What stands before the texts: the line or row, and their lengths in bytes, -1 for none.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    internal readonly record struct Head(
        long Number, int Prompt, int Completion, int System, int NonPreferred, int Line)
    {
        public const int Size = sizeof(long) + (5 * sizeof(int));
    }
}
