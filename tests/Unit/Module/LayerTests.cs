namespace OpenAIFineTune.Tests.Module;

public sealed class LayerTests
{
    [Theory]
    [InlineData("Models")]
    [InlineData("Data")]
    [InlineData("Api")]
    [InlineData("Local")]
    [InlineData("Evaluation")]
    public void The_core_does_not_know_PowerShell(string folder)
    {
        string[] files = Directory.GetFiles(
            Repository.File("src", "OpenAIFineTune", folder), "*.cs", SearchOption.AllDirectories);
        string[] knowing = [.. files
            .Where(path => File.ReadAllText(path).Contains("System.Management.Automation", StringComparison.Ordinal))
            .Select(path => Path.GetFileName(path))];

        Assert.NotEmpty(files);
        // The one adapter turns rows of the pipeline into text.
        Assert.All(knowing, name => Assert.Contains("Object", name, StringComparison.Ordinal));
        Assert.True(knowing.Length <= (folder == "Data" ? 1 : 0), string.Join(", ", knowing));
    }

    [Fact]
    public void Only_the_local_connection_reaches_the_engine()
    {
        string source = Repository.File("src", "OpenAIFineTune");
        string[] reaching = [.. new[] { "Api", "Data", "Pipeline", "Commands/Jobs", "Commands/Files", "Commands/Models", "Commands/Data" }
            .SelectMany(folder => Directory.GetFiles(Path.Combine(source, folder), "*.cs", SearchOption.AllDirectories))
            .Where(path => File.ReadAllText(path).Contains("OpenAIFineTune.Local", StringComparison.Ordinal))];

        Assert.Empty(reaching);
    }
}
