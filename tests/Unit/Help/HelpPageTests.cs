using System.Xml.Linq;
using OpenAIFineTune.Help;
using OpenAIFineTune.PowerShell;

namespace OpenAIFineTune.Tests.Help;

public sealed class HelpPageTests : IDisposable
{
    private const string Text = """
        # Get-FineTuneFile

        ## SYNOPSIS
        Gets the files that a service keeps.

        ## DESCRIPTION
        The first paragraph,
        on two lines, with `code` and a [link](Other.md).

        - one
        - two

        ## EXAMPLES

        ### Example 1: All files
        ```powershell
        Get-FineTuneFile |
            Remove-FineTuneFile
        ```
        Removes them.

        ## PARAMETERS

        ### -Id
        The file's id.

        ## OUTPUTS
        ### OpenAIFineTune.FineTuneFile
        A file.

        ## RELATED LINKS
        - [Send-FineTuneFile](Send-FineTuneFile.md)
        """;

    private readonly string _path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"), "Get-FineTuneFile.md");

    public HelpPageTests()
    {
        _ = Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        File.WriteAllText(_path, Text);
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    [Fact]
    public void A_page_is_read_by_section()
    {
        HelpPage page = HelpPage.Read(_path);

        Assert.Equal(["Gets the files that a service keeps."], page.Synopsis);
        Assert.Equal(["The first paragraph, on two lines, with code and a link.", "- one", "- two"], page.Description);
        Assert.Equal(["The file's id."], page.Parameter("Id"));
        Assert.Empty(page.Parameter("Missing"));
        HelpSection example = Assert.Single(page.Examples);
        Assert.Equal("Get-FineTuneFile |\n    Remove-FineTuneFile", example.Code);
        Assert.Equal(["Removes them."], example.Paragraphs);
    }

    [Fact]
    public void Help_has_the_text_of_the_page_and_the_shape_of_the_class()
    {
        CmdletShape cmdlet = CmdletShape.Find(typeof(AsyncCmdlet).Assembly, "Get-FineTuneFile")!;

        XElement maml = MamlWriter.Write(HelpPage.Read(_path), cmdlet);

        XElement[] parameters = [.. maml.Elements().Single(part => part.Name.LocalName == "parameters").Elements()];
        XElement id = parameters.Single(parameter => NameOf(parameter) == "Id");
        Assert.Equal("The file's id.", id.Elements().Single(part => part.Name.LocalName == "description").Value);
        Assert.Contains("ByPropertyName", id.Attribute("pipelineInput")!.Value, StringComparison.Ordinal);
        Assert.Equal(cmdlet.Parameters.Count, parameters.Length);
        Assert.Equal(
            cmdlet.Sets.Count,
            maml.Descendants().Count(part => part.Name.LocalName == "syntaxItem"));
    }

    [Fact]
    public void A_topic_becomes_plain_text_of_78_columns()
    {
        string path = Path.Combine(Path.GetDirectoryName(_path)!, "about_Topic.md");
        File.WriteAllText(path, "# about_Topic\n\n## Long\n\n" + string.Concat(Enumerable.Repeat("word ", 60)) + "\n\n```\ncode | more\n```\n");

        string topic = AboutTopic.Render(path);

        Assert.StartsWith("TOPIC\n    about_Topic\n\nLONG\n\n", topic, StringComparison.Ordinal);
        Assert.Contains("\n        code | more", topic, StringComparison.Ordinal);
        Assert.All(topic.Split('\n'), line => Assert.InRange(line.Length, 0, 82));
    }

    private static string NameOf(XElement parameter)
        => parameter.Elements().First(part => part.Name.LocalName == "name").Value;
}
