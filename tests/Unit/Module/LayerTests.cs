using System.Text.RegularExpressions;

namespace OpenAIFineTune.Tests.Module;

/// <summary>Holds the arrows between the folders of the module to a table; those between projects the compiler holds.</summary>
public sealed partial class LayerTests
{
    private static readonly string s_source = Repository.File("src", "OpenAIFineTune");

    // Who may know whom, beside the models, which all know; a folder that is missing here fails.
    private static readonly Dictionary<string, string[]> s_allowed = new()
    {
        ["Models"] = ["Services"],
        ["Streams"] = ["Protocol"],
        ["Data"] = ["Streams", "Protocol"],
        ["Services"] = [],
        ["Api"] = ["Services", "Streams", "Protocol"],
        ["Evaluation"] = ["Data", "Api", "Protocol"],
        ["PowerShell"] = ["Api", "Services", "Data", "Engine", "Protocol"],
        ["Views"] = ["PowerShell"],
        ["Commands"] = ["PowerShell", "Evaluation", "Api", "Services", "Data", "Protocol"],
    };

    public static TheoryData<string> Folders => [.. Directory.GetDirectories(s_source)
        .Select(path => Path.GetFileName(path)).Where(name => name is not ("bin" or "obj"))];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_knows_only_those_below_it(string folder)
    {
        string[] known = [.. Files(folder).SelectMany(path => Arrow().Matches(File.ReadAllText(path)))
            .Select(match => match.Groups[1].Value).Distinct().Where(name => name != folder)];

        Assert.Empty(known.Except(s_allowed[folder]));
    }

    [Fact]
    public void The_table_has_no_circle()
    {
        HashSet<string> settled = ["Protocol", "Engine"];
        while (s_allowed.Keys.FirstOrDefault(name => !settled.Contains(name)
            && s_allowed[name].All(settled.Contains)) is { } next)
        {
            settled.Add(next);
        }

        Assert.Empty(s_allowed.Keys.Except(settled));
    }

    [Theory]
    [InlineData("Models", 0)]
    [InlineData("Data", 1)]
    [InlineData("Api", 0)]
    [InlineData("Evaluation", 0)]
    public void The_core_does_not_know_PowerShell(string folder, int adapters)
    {
        string[] knowing = [.. Files(folder)
            .Where(path => File.ReadAllText(path).Contains("System.Management.Automation", StringComparison.Ordinal))];

        // The one adapter turns rows of the pipeline into text.
        Assert.True(knowing.Length <= adapters, string.Join(", ", knowing));
    }

    private static string[] Files(string folder)
        => Directory.GetFiles(Path.Combine(s_source, folder), "*.cs", SearchOption.AllDirectories);

    [GeneratedRegex(@"^using (?:static )?OpenAIFineTune\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex Arrow();
}
