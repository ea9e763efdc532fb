namespace OpenAIFineTune;

/// <summary>The end of a text that comes in parts: what begins there may go on in the next one.</summary>
internal static class TextEnd
{
    /// <summary>How much of the end is the start of a sequence, but not all of it.</summary>
    public static int StartOf(string sequence, string text)
    {
        int length = Math.Clamp(sequence.Length - 1, 0, text.Length);
        while (!text.AsSpan(text.Length - length).SequenceEqual(sequence.AsSpan(0, length)))
        {
            length--;
        }

        return length;
    }
}
