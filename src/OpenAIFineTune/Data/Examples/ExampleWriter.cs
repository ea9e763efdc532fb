using OpenAIFineTune.Data.Reading.Rows;

namespace OpenAIFineTune.Data.Examples;

/// <summary>
/// Puts an example into a block, text by text: what is appended to <see cref="Block"/> belongs to the text that the
/// next call ends. A text that is not ended is not there.
/// </summary>
internal sealed class ExampleWriter(TextBlock block)
{
    private int _start;
    private int _text;
    private Example.Head _head;

    /// <summary>Where the texts go.</summary>
    public TextBlock Block => block;

    /// <summary>What was appended since the last text ended.</summary>
    public ReadOnlySpan<byte> Current => block.Bytes[_text..];

    /// <summary>All that was appended since the example began.</summary>
    public ReadOnlySpan<byte> Texts => block.Bytes[(_start + Example.Head.Size)..];

    /// <summary>Begins an example.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Begin(RowOrigin origin)
    {
        _start = block.Length;
        _head = new Example.Head(origin.Line, 0, 0, -1, -1, -1);
        block.Append(_head);
        _text = block.Length;
    }

    /// <summary>What was appended is what is asked.</summary>
    public void EndPrompt() => _head = _head with { Prompt = Take() };

    /// <summary>What was appended is the answer to learn.</summary>
    public void EndCompletion() => _head = _head with { Completion = Take() };

    /// <summary>What was appended is what the model is told first.</summary>
    public void EndSystem() => _head = _head with { System = Take() };

    /// <summary>What was appended is the answer not to give.</summary>
    public void EndNonPreferred() => _head = _head with { NonPreferred = Take() };

    /// <summary>What was appended is the whole line.</summary>
    public void EndLine() => _head = _head with { Line = Take() };

    /// <summary>The example as it is so far.</summary>
    public Example Peek()
    {
        block.Set(_start, _head);
        return Example.At(block, _start);
    }

    /// <summary>The example is complete.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void End()
    {
        block.Set(_start, _head);
        block.Count++;
    }

    /// <summary>The example can't be used.</summary>
    public void Discard() => block.Length = _start;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Take()
    {
        int length = block.Length - _text;
        _text = block.Length;
        return length;
    }
}
