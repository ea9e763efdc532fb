namespace OpenAIFineTune.Engine.Baseline;

/// <summary>What a piece of text is.</summary>
internal enum TokenKind
{
    /// <summary>White space.</summary>
    Space,

    /// <summary>Letters, digits and the marks that belong to them.</summary>
    Word,

    /// <summary>Punctuation, symbols, emoji.</summary>
    Sign,
}
