namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>A word to complete with.</summary>
/// <param name="Text">The word.</param>
/// <param name="Note">What is to be known about it; null for nothing.</param>
internal readonly record struct CompletionOffer(string Text, string? Note = null)
{
    /// <summary>False for a name that a terminal could not show: it is not offered.</summary>
    public bool IsPlain => TerminalText.IsPlain(Text);

    /// <summary>The note, or else the word, as a terminal may show it.</summary>
    public string ToolTip => TerminalText.Of(Note ?? Text);
}
