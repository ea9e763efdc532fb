using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using OpenAIFineTune.Data.Reading;
using OpenAIFineTune.Data.Reading.Rows;
using OpenAIFineTune.Tests.Data.Reading.Rows;

namespace OpenAIFineTune.Tests.Data.Reading;

/// <summary>Whatever text is written in a format's own way is read back as it was.</summary>
public sealed class ReadingPropertyTests : IDisposable
{
    private static readonly string[] s_pieces =
        ["a", "B", " ", "\"", "\"\"", ",", ";", "\t", "|", "\n", "\r", "\r\n", "\\", "'", "{", "}", "[", "0", "é", "😀", "\u2028", "\uFEFF", "sep="];

    private readonly InputFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static Arbitrary<string[]> Texts => Gen.Elements(s_pieces).ListOf().Select(pieces => string.Concat(pieces))
        .NonEmptyListOf().Select(texts => texts.ToArray()).ToArbitrary();

    [Theory]
    [InlineData("a.csv", ',')]
    [InlineData("a.csv", ';')]
    [InlineData("a.csv", '|')]
    [InlineData("a.tsv", '\t')]
    public void Delimited_text(string name, char delimiter) => Prop.ForAll(Texts, texts =>
    {
        IEnumerable<string> lines = texts.Select((text, i) => $"{i}{delimiter}\"{text.Replace("\"", "\"\"")}\"");
        Reading read = _folder.Read(name, $"n{delimiter}text\n" + string.Join("\n", lines));

        Assert.Empty(read.Issues);
        Assert.Equal(texts, read.Rows.Select(row => row.Values[1]));
    }).CheckSeeded();

    [Fact]
    public void Json_lines() => Prop.ForAll(Texts, texts =>
    {
        IEnumerable<string> lines = texts.Select(text => JsonSerializer.Serialize(new { n = 1, text, list = new[] { text } }));
        Reading read = _folder.Read("a.jsonl", string.Join("\n", lines));

        Assert.Empty(read.Issues);
        Assert.Equal(texts, read.Rows.Select(row => row.Values[1]));
        Assert.Equal(texts, read.Rows.Select(row => JsonDocument.Parse(row.Values[2]!).RootElement[0].GetString()));
    }).CheckSeeded();

    [Fact]
    public void Rows_of_the_pipeline() => Prop.ForAll(Texts, texts =>
    {
        using ObjectRowSource source = new(memoryLimit: 100);
        foreach (string text in texts)
        {
            source.Add(new Dictionary<string, object> { ["n"] = 1, ["text"] = text });
        }

        Assert.Equal(texts, Reading.Of(source).Rows.Select(row => row.Values[1]));
    }).CheckSeeded();

    /// <summary>Any bytes at all end in rows, in issues or in an error that a user can act on, and in nothing else.</summary>
    [Theory]
    [InlineData("a.csv")]
    [InlineData("a.tsv")]
    [InlineData("a.json")]
    [InlineData("a.txt")]
    [InlineData("a.xlsx")]
    [InlineData("a.csv.gz")]
    public void Any_bytes(string name) => Prop.ForAll<byte[]>(bytes =>
    {
        try
        {
            _ = Reading.Once(RowSources.Open(_folder.Write(name, bytes), ReadingOptions.Default));
        }
        catch (FineTuneException e)
        {
            Assert.NotEmpty(e.ErrorId);
        }
    }).CheckSeeded();

    /// <summary>Each line of a table ends up in a row or in an issue.</summary>
    [Theory]
    [InlineData("a.csv")]
    [InlineData("a.tsv")]
    public void No_line_is_lost_in_silence(string name) => Prop.ForAll(Texts, texts =>
    {
        string delimiter = name == "a.csv" ? "," : "\t";
        List<FineTuneDataIssue> issues = [];
        List<ReadRow> rows = [];
        string lines = string.Concat(texts.Select(text => text.ReplaceLineEndings("/").Replace('\u2028', '/') + delimiter + "end\n"));
        try
        {
            IRowSource source = RowSources.Open(_folder.Write(name, $"n{delimiter}text\n{lines}"), ReadingOptions.Default);
            rows.AddRange(source.Read(issues.Add, CancellationToken.None).Select(ReadRow.Of));
        }
        catch (FineTuneException)
        {
            return;
        }

        int told = issues.Where(issue => issue.Severity == FineTuneSeverity.Error).Sum(issue => LinesOf(issue.Message));
        int read = rows.Sum(row => 1 + row.Values.Sum(value => value?.Count(c => c == '\n') ?? 0));
        Assert.Equal(texts.Length, told + read);
    }).CheckSeeded();

    private static int LinesOf(string message)
    {
        string[] words = message.Split(' ', ':');
        return words[0] == "Lines" ? int.Parse(words[3]) - int.Parse(words[1]) + 1 : 1;
    }
}
