using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;

namespace OpenAIFineTune.Help;

/// <summary>A cmdlet's page: what a person wrote about it, by section.</summary>
public sealed partial class HelpPage
{
    private readonly List<HelpSection> _sections = [];

    /// <summary>One sentence on what the cmdlet does.</summary>
    public IReadOnlyList<string> Synopsis => Section("SYNOPSIS").Paragraphs;

    /// <summary>What it does, at length.</summary>
    public IReadOnlyList<string> Description => Section("DESCRIPTION").Paragraphs;

    /// <summary>The examples, each with its code.</summary>
    public IReadOnlyList<HelpSection> Examples => Section("EXAMPLES").Children;

    /// <summary>What may be piped in, by type.</summary>
    public IReadOnlyList<HelpSection> Inputs => Section("INPUTS").Children;

    /// <summary>What comes out, by type.</summary>
    public IReadOnlyList<HelpSection> Outputs => Section("OUTPUTS").Children;

    /// <summary>Further remarks; empty without any.</summary>
    public IReadOnlyList<string> Notes => Section("NOTES").Paragraphs;

    /// <summary>The names of related pages.</summary>
    public IReadOnlyList<string> Links => Section("RELATED LINKS").Paragraphs;

    public static HelpPage Read(string path)
    {
        HelpPage page = new();
        HelpSection section = new("");
        HelpSection current = section;
        foreach (Block block in Markdown.Parse(File.ReadAllText(path)))
        {
            if (block is HeadingBlock { Level: 2 } second)
            {
                current = section = new HelpSection(PlainText.Of(second));
                page._sections.Add(section);
            }
            else if (block is HeadingBlock { Level: 3 } third)
            {
                current = new HelpSection(PlainText.Of(third));
                section.Children.Add(current);
            }
            else
            {
                current.Add(block);
            }
        }

        return page;
    }

    /// <summary>The text on a parameter; empty when the page has none.</summary>
    public IReadOnlyList<string> Parameter(string name)
        => Section("PARAMETERS").Children.Find(child => child.Title == "-" + name)?.Paragraphs ?? [];

    /// <summary>
    /// What holds when a parameter is left out, by the end of its text ("Default: 2."); null without one.
    /// </summary>
    public string? Default(string name)
    {
        Match found = DefaultSentence().Match(Parameter(name).LastOrDefault() ?? "");
        return found.Success ? found.Groups[1].Value : null;
    }

    [GeneratedRegex(@"Default: (.+)\.\z")]
    private static partial Regex DefaultSentence();

    private HelpSection Section(string title)
        => _sections.Find(section => string.Equals(section.Title, title, StringComparison.OrdinalIgnoreCase))
            ?? new HelpSection(title);
}
