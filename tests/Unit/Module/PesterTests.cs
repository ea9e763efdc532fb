namespace OpenAIFineTune.Tests.Module;

/// <summary>Runs each file of tests/Pester in real PowerShell, one result a file.</summary>
public sealed class PesterTests(PesterRun pester) : IClassFixture<PesterRun>
{
    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Repository.File("tests", "Pester"), "*.Tests.ps1")
            .Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Passes(string file)
    {
        Assert.SkipWhen(pester.SkipReason is not null, pester.SkipReason ?? "");

        await pester.RunFileAsync(Repository.File("tests", "Pester", file));
    }
}
