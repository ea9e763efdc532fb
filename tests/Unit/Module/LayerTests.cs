using System.Text.RegularExpressions;

namespace OpenAIFineTune.Tests.Module;

/// <summary>Holds the arrows between the folders of the module to a table; those between projects the compiler holds.</summary>
public sealed partial class LayerTests
{
    private static readonly string s_source = Repository.File("src", "OpenAIFineTune");

    // Who may know whom, beside the models, which all know; a folder that is missing here fails.
    private static readonly Dictionary<string, string[]> s_allowed = new()
    {
        ["Models"] = ["Connections"],
        ["Streams"] = ["Protocol"],
        ["Data"] = ["Streams", "Protocol"],
        ["Evaluation"] = ["Data", "Api", "Protocol"],
        ["Api"] = ["Connections", "Streams", "Protocol"],
        ["Connections"] = ["Api", "Data", "Engine", "Pipeline", "Protocol"],
        ["Views"] = ["Pipeline"],
        ["Pipeline"] = ["Api", "Connections", "Data", "Protocol"],
        ["Commands"] = ["Api", "Connections", "Data", "Evaluation", "Pipeline", "Protocol"],
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
