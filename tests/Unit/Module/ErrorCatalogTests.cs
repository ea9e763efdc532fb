using System.Text.RegularExpressions;
using OpenAIFineTune.PowerShell;

namespace OpenAIFineTune.Tests.Module;

/// <summary>Code, list and page name the same error ids.</summary>
public sealed partial class ErrorCatalogTests
{
    private static readonly string s_page = Repository.File("docs", "en-US", "about_OpenAIFineTune_Errors.md");

    [Fact]
    public void Each_id_that_the_code_gives_is_listed_with_a_category()
    {
        string[] thrown = [.. Sources().SelectMany(text => ThrownId().Matches(text)).Select(match => match.Groups[1].Value)];

        Assert.True(thrown.Length > 50, "The pattern finds the places that make exceptions.");
        Assert.Empty(thrown.Except(ErrorCatalog.Ids));
        Assert.Equal(["UnexpectedFailure"], ErrorCatalog.Ids.Where(id => $"{ErrorCatalog.CategoryOf(id)}" == "NotSpecified"));
    }

    [Fact]
    public void Each_listed_id_is_given_somewhere()
    {
        string code = string.Concat(Sources());

        Assert.All(ErrorCatalog.Ids, id => Assert.Contains($"\"{id}\"", code, StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_explains_the_listed_ids_in_order()
    {
        (string Id, string Category)[] explained =
            [.. PageEntry().Matches(File.ReadAllText(s_page)).Select(match => (match.Groups[1].Value, match.Groups[2].Value))];

        Assert.Equal(
            ErrorCatalog.Ids.Order(StringComparer.Ordinal).Select(id => (id, $"{ErrorCatalog.CategoryOf(id)}")), explained);
    }

    private static IEnumerable<string> Sources()
        => new[] { "OpenAIFineTune", "OpenAIFineTune.Engine", "OpenAIFineTune.Protocol" }
            .SelectMany(project => Directory.GetFiles(Repository.File("src", project), "*.cs", SearchOption.AllDirectories))
            .Where(path => !path.EndsWith("ErrorCatalog.cs", StringComparison.Ordinal))
            .Select(File.ReadAllText);

    // Both forms: new FineTuneException("Id", …) and, where the type stands before it, FineTuneException … new("Id", …).
    [GeneratedRegex("""(?:FineTuneException|ApiException|KnownFailure)(?:\(|[^;{}"]*?\bnew\()\s*"([A-Z]\w+)["]""")]
    private static partial Regex ThrownId();

    [GeneratedRegex("""^- `(\w+)` \((\w+)\): \S""", RegexOptions.Multiline)]
    private static partial Regex PageEntry();
}
