using System.Management.Automation;
using System.Text.RegularExpressions;
using OpenAIFineTune.PowerShell;

namespace OpenAIFineTune.Tests.Module;

/// <summary>
/// Holds the arrows between the folders of the module to a table; those between projects the compiler holds.
/// </summary>
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
        ["Asking"] = ["Api", "Data", "Services", "Protocol"],
        ["Views"] = [],
        ["PowerShell"] = ["Views", "Asking", "Api", "Services", "Data", "Engine", "Protocol"],
        ["Commands"] = ["PowerShell", "Asking", "Api", "Services", "Data", "Protocol"],
    };

    public static TheoryData<string> Folders => [.. Directory.GetDirectories(s_source)
        .Select(path => Path.GetFileName(path)).Where(name => name is not ("bin" or "obj"))];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_knows_only_those_below_it(string folder)
        => Assert.Empty(Files(folder).SelectMany(path => Forbidden(folder, File.ReadAllText(path))).Distinct());

    [Theory]
    [InlineData("Services", "using OpenAIFineTune.Api.Jobs;", "Api")]
    [InlineData("Data", "using System;\nusing static OpenAIFineTune.Commands.Words;\n", "Commands")]
    [InlineData("Asking", "using OpenAIFineTune.Api;\nusing Text = OpenAIFineTune.PowerShell.Errors;", "PowerShell")]
    [InlineData("Api", "    private readonly OpenAIFineTune.Data.Row _row;", "Data")]
    public void One_arrow_the_wrong_way_is_found(string folder, string text, string wrong)
    {
        Assert.Equal([wrong], Forbidden(folder, text));
        Assert.Empty(Forbidden(folder, $"namespace OpenAIFineTune.{folder}.Part;\n// OpenAIFineTune.FineTuneJob\n"));
    }

    // All of them have the client in common, which brings them together.
    [Theory]
    [InlineData("Transport")]
    [InlineData("Files", "Transport")]
    [InlineData("Uploads", "Files", "Transport")]
    [InlineData("Jobs", "Uploads", "Files", "Transport")]
    [InlineData("Models", "Jobs", "Transport")]
    [InlineData("Completions", "Jobs", "Transport")]
    public void Within_Api_arrows_go_one_way(string folder, params string[] below)
        => Assert.Empty(Files(Path.Combine("Api", folder))
            .SelectMany(path => ApiArrow().Matches(File.ReadAllText(path))).Select(match => match.Groups[1].Value)
            .Where(name => name != folder && !below.Contains(name)).Distinct());

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

    // Public types have no part in their names, and the class of a cmdlet is in every error id that scripts compare.
    [Theory]
    [MemberData(nameof(Folders))]
    public void A_namespace_is_its_folder(string folder)
    {
        string? one = folder switch
        {
            "Models" => "OpenAIFineTune",
            "Commands" => "OpenAIFineTune.Commands",
            _ => null,
        };
        string[] strangers = [.. Files(folder).Where(path => Namespace().Match(File.ReadAllText(path)).Groups[1].Value
            != (one ?? "OpenAIFineTune." + Path.GetRelativePath(s_source, Path.GetDirectoryName(path)!)
                .Replace(Path.DirectorySeparatorChar, '.')))];

        Assert.Empty(strangers);
    }

    [Fact]
    public void Commands_are_cmdlets_and_nothing_else()
        => Assert.All(
            typeof(AsyncCmdlet).Assembly.GetTypes()
                .Where(type => type.Namespace == "OpenAIFineTune.Commands" && !type.IsNested),
            type => Assert.True(Attribute.IsDefined(type, typeof(CmdletAttribute)), type.Name));

    [Theory]
    [InlineData("Models", 0)]
    [InlineData("Data", 1)]
    [InlineData("Api", 0)]
    [InlineData("Services", 0)]
    [InlineData("Asking", 0)]
    public void The_core_does_not_know_PowerShell(string folder, int adapters)
    {
        string[] knowing = [.. Files(folder)
            .Where(path => File.ReadAllText(path).Contains("System.Management.Automation", StringComparison.Ordinal))];

        // The one adapter turns rows of the pipeline into text.
        Assert.True(knowing.Length <= adapters, string.Join(", ", knowing));
    }

    private static IEnumerable<string> Forbidden(string folder, string text)
        => Arrow().Matches(text).Select(match => match.Groups[1].Value)
            .Where(name => name == "Engine" || name == "Protocol" || s_allowed.ContainsKey(name))
            .Where(name => name != folder && name != "Models" && !s_allowed[folder].Contains(name));

    private static string[] Files(string folder)
        => Directory.GetFiles(Path.Combine(s_source, folder), "*.cs", SearchOption.AllDirectories);

    [GeneratedRegex(@"(?<!^namespace )\bOpenAIFineTune\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex Arrow();

    [GeneratedRegex(@"(?<!^namespace )\bOpenAIFineTune\.Api\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex ApiArrow();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
