using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace OpenAIFineTune.Help;

/// <summary>Markdown as a console shows it: no marks, code and lists indented.</summary>
internal static class PlainText
{
    /// <summary>The paragraphs of a block; each item of a list is one.</summary>
    public static IEnumerable<string> Paragraphs(Block block) => block switch
    {
        CodeBlock code => [Indent(code.Lines.ToString(), "    ")],
        ListBlock list => list.OfType<ListItemBlock>()
            .Select((item, index) => (list.IsOrdered ? $"{index + 1}. " : "- ")
                + string.Join('\n', item.SelectMany(Paragraphs))),
        ContainerBlock container => container.SelectMany(Paragraphs),
        LeafBlock leaf => [Of(leaf)],
        _ => [],
    };

    /// <summary>The text of a paragraph or heading on one line.</summary>
    public static string Of(LeafBlock block)
    {
        StringBuilder text = new();
        Append(text, block.Inline);
        return text.ToString();
    }

    /// <summary>Puts <paramref name="blanks"/> before each line.</summary>
    public static string Indent(string text, string blanks) => blanks + text.ReplaceLineEndings("\n" + blanks);

    private static void Append(StringBuilder text, ContainerInline? container)
    {
        foreach (Inline inline in container ?? [])
        {
            _ = inline switch
            {
                LiteralInline literal => text.Append(literal.Content),
                CodeInline code => text.Append(code.Content),
                LineBreakInline { IsHard: true } => text.Append('\n'),
                LineBreakInline => text.Append(' '),
                AutolinkInline link => text.Append(link.Url),
                HtmlEntityInline entity => text.Append(entity.Transcoded),
                HtmlInline tag => text.Append(tag.Tag),
                _ => text,
            };
            Append(text, inline as ContainerInline);
        }
    }
}
