using OpenAIFineTune.Api.Files;

namespace OpenAIFineTune.Tests.Api.Files;

public sealed class DownloadNameTests
{
    [Theory]
    [InlineData("results.csv", "results.csv")]
    [InlineData("실험 1.jsonl", "실험 1.jsonl")]
    [InlineData("a/b/results.csv", "results.csv")]
    [InlineData(@"C:\data\results.csv", "results.csv")]
    [InlineData("COMPANY.csv", "COMPANY.csv")]
    public void A_file_gets_the_last_part_of_its_name(string fileName, string expected)
        => Assert.Equal(expected, Of(fileName, "file-1"));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("x/..")]
    [InlineData("x/")]
    [InlineData(@"x\")]
    [InlineData(".bashrc")]
    [InlineData(" .bashrc")]
    [InlineData("a.txt:stream")]
    [InlineData("C:evil.dll")]
    [InlineData("nul")]
    [InlineData("CON.csv")]
    [InlineData("com1 .txt")]
    [InlineData("LPT\u00B9")]
    [InlineData("conout$")]
    [InlineData("results.csv.")]
    [InlineData("results.csv ")]
    [InlineData("a\u001b]0;x\u0007.csv")]
    [InlineData("a\0.csv")]
    [InlineData("a\n.csv")]
    [InlineData("\u202Evsc.exe")]
    [InlineData("a?.csv")]
    public void A_name_that_is_none_for_a_file_gives_way_to_the_id(string fileName)
        => Assert.Equal("file-1", Of(fileName, "file-1"));

    [Fact]
    public void A_name_that_no_disk_takes_gives_way_to_the_id()
        => Assert.Equal("file-1", Of(new string('é', 128), "file-1"));

    [Theory]
    [InlineData("../../x")]
    [InlineData("/etc/cron.d/x")]
    [InlineData(@"..\x")]
    [InlineData(@"C:\x")]
    [InlineData("..")]
    [InlineData("NUL")]
    [InlineData("")]
    public void An_id_that_is_a_path_is_refused(string id)
        => Assert.Equal(
            "FileNameRefused", Assert.Throws<FineTuneException>(() => Of("..", id)).ErrorId);

    private static string Of(string fileName, string id)
        => DownloadName.Of(new FineTuneFile { Id = id, FileName = fileName }, id);
}
