using System.Reflection;
using OpenAIFineTune.Help;
using OpenAIFineTune.PowerShell;

namespace OpenAIFineTune.Tests.Module;

/// <summary>What every cmdlet must be, read from its class: no PowerShell is needed.</summary>
public sealed class CmdletTests
{
    private static readonly string[] s_approvedVerbs =
    [
        "Connect", "ConvertTo", "Disconnect", "Get", "Invoke", "Measure", "New", "Remove", "Resume", "Send", "Start", "Stop",
        "Suspend", "Test", "Wait",
    ];

    private static readonly string[] s_changingVerbs =
    [
        "ConvertTo", "New", "Remove", "Resume", "Send", "Start", "Stop", "Suspend",
    ];

    private static readonly IReadOnlyList<CmdletShape> s_cmdlets = CmdletShape.All(typeof(AsyncCmdlet).Assembly);

    public static TheoryData<string> Names => [.. s_cmdlets.Select(cmdlet => cmdlet.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_cmdlet_is_sealed_and_named_after_its_verb_and_noun(string name)
    {
        CmdletShape cmdlet = Find(name);

        Assert.Contains(cmdlet.Verb, s_approvedVerbs);
        Assert.True(cmdlet.Type.IsSealed);
        Assert.Equal($"{cmdlet.Verb}{cmdlet.Noun}Command", cmdlet.Type.Name);
        Assert.Equal("OpenAIFineTune.Commands", cmdlet.Type.Namespace);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_cmdlet_names_the_element_type_of_its_output(string name)
    {
        CustomAttributeData? output = Find(name).Type.CustomAttributes
            .FirstOrDefault(attribute => attribute.AttributeType.Name == "OutputTypeAttribute");

        Assert.NotNull(output);
        Assert.DoesNotContain("IEnumerable", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_changes_something_can_be_asked_first(string name)
    {
        CmdletShape cmdlet = Find(name);

        Assert.True(cmdlet.SupportsShouldProcess || !s_changingVerbs.Contains(cmdlet.Verb));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_cmdlet_has_a_page_with_examples_and_every_parameter(string name)
    {
        string path = Repository.File("docs", "en-US", name + ".md");
        Assert.True(File.Exists(path), $"{path} is missing.");

        HelpPage page = HelpPage.Read(path);

        _ = Assert.Single(page.Synopsis);
        Assert.NotEmpty(page.Description);
        Assert.True(page.Examples.Count >= 2, "A page has at least two examples.");
        Assert.All(page.Examples, example => Assert.NotEqual("", example.Code));
        Assert.NotEmpty(page.Outputs);
        string[] undocumented = [.. Find(name).Parameters.Select(parameter => parameter.Name)
            .Where(parameter => page.Parameter(parameter).Count == 0)];
        Assert.Empty(undocumented);
    }

    [Fact]
    public void Manifest_classes_and_pages_are_the_same_list()
    {
        string manifest = File.ReadAllText(Repository.File("OpenAIFineTune.psd1"));
        int start = manifest.IndexOf("CmdletsToExport", StringComparison.Ordinal);
        string list = manifest[start..manifest.IndexOf(')', start)];
        string[] exported = [.. list.Split('\'').Where((_, index) => index % 2 == 1).Order(StringComparer.Ordinal)];
        string[] pages = [.. Directory.GetFiles(Repository.File("docs", "en-US"), "*-*.md")
            .Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

        Assert.Equal(s_cmdlets.Select(cmdlet => cmdlet.Name), exported);
        Assert.Equal(exported, pages);
    }

    private static CmdletShape Find(string name) => s_cmdlets.Single(cmdlet => cmdlet.Name == name);
}
