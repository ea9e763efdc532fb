using Markdig.Syntax;

namespace OpenAIFineTune.Help;

/// <summary>What stands under one heading of a page.</summary>
public sealed class HelpSection(string title)
{
    public string Title { get; } = title;

    /// <summary>The text, a paragraph an item, without Markdown's marks.</summary>
    public List<string> Paragraphs { get; } = [];

    /// <summary>The fenced code, before its explanation.</summary>
    public string Code { get; private set; } = "";

    /// <summary>The parts under headings one level below.</summary>
    public List<HelpSection> Children { get; } = [];

    internal void Add(Block block)
    {
        if (block is FencedCodeBlock fence && Paragraphs.Count == 0 && Code.Length == 0)
        {
            Code = fence.Lines.ToString();
        }
        else
        {
            Paragraphs.AddRange(PlainText.Paragraphs(block));
        }
    }
}
