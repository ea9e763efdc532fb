namespace OpenAIFineTune.Pester;

/// <summary>Runs each file of this folder in real PowerShell, one result a file, two at a time.</summary>
[TestCaseOrderer(typeof(LongestFirst))]
public sealed class PesterTests(PesterRun pester) : IClassFixture<PesterRun>
{
    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Repository.File("tests", "Pester"), "*.Tests.ps1")
            .Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Fact]
    public void The_build_tells_each_step_and_its_time()
    {
        Assert.Matches(@"Building OpenAIFineTune \.\.\. [\d.,]+ s", pester.BuildOutput);
        Assert.Matches(@"Packing \.\.\. [\d.,]+ s", pester.BuildOutput);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public Task Passes(string file) => pester.RunFileAsync(Repository.File("tests", "Pester", file));
}
