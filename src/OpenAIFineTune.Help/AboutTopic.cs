using System.Text;
using Markdig;
using Markdig.Syntax;

namespace OpenAIFineTune.Help;

/// <summary>A conceptual page as <c>Get-Help about_…</c> shows it: plain text, wrapped for a console.</summary>
internal static class AboutTopic
{
    private const int Width = 78;

    public static string Render(string path)
    {
        StringBuilder text = new();
        foreach (Block block in Markdown.Parse(File.ReadAllText(path)))
        {
            if (block is HeadingBlock heading)
            {
                string title = PlainText.Of(heading);
                _ = text.Append(heading.Level == 1 ? "TOPIC\n    " + title : title.ToUpperInvariant()).Append("\n\n");
                continue;
            }

            foreach (string paragraph in PlainText.Paragraphs(block))
            {
                string shown = block is CodeBlock ? paragraph : Wrap(paragraph);
                _ = text.Append(PlainText.Indent(shown, "    ")).Append("\n\n");
            }
        }

        return text.ToString().TrimEnd() + "\n";
    }

    private static string Wrap(string paragraph)
    {
        StringBuilder text = new();
        int column = 0;
        foreach (string word in paragraph.Split(' '))
        {
            if (column > 0 && column + word.Length > Width)
            {
                _ = text.Append('\n');
                column = 0;
            }

            _ = text.Append(column > 0 ? " " : "").Append(word);
            column += word.Length + 1;
        }

        return text.ToString();
    }
}
