using OpenAIFineTune.Data.Reading;
using OpenAIFineTune.Data.Reading.Rows;
using OpenAIFineTune.Tests.Data.Reading.Workbook;

namespace OpenAIFineTune.Tests.Data.Reading.Rows;

public sealed class ConcatenatedRowSourceTests : IDisposable
{
    private readonly InputFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_of_all_formats_follow_one_another()
    {
        string[] paths =
        [
            _folder.Write("a.csv", "prompt,completion\n1,2\n"),
            _folder.Write("b.tsv", "completion\tprompt\n4\t3\n"),
            _folder.Write("c.jsonl", "{\"prompt\":5,\"completion\":6}\n"),
            _folder.Write("d.txt", "8\n"),
        ];

        IRowSource source = RowSources.Open(paths, ReadingOptions.Default);
        Reading read = Reading.Of(source);
        ColumnBinding prompt = ColumnBinding.To(source, null, "prompt", "PromptProperty");

        Assert.Equal(["prompt", "completion"], read.Columns);
        Assert.Equal(["1", "3", "5", ""], read.Rows.Select(row => row.TextOf(prompt)));
        Assert.Equal(["a.csv:2", "b.tsv:2", "c.jsonl:1", "d.txt:1"], read.Rows.Select(row => row.Origin.ToString()));
    }

    [Fact]
    public void Files_without_rows_are_told_and_passed_over()
    {
        string[] paths = [_folder.Write("a.csv", ""), _folder.Write("b.csv", "p\n"), _folder.Write("c.csv", "p\n1\n")];

        Reading read = Reading.Of(RowSources.Open(paths, ReadingOptions.Default));

        Assert.Equal(["2: 1"], read.Texts);
        Assert.Equal(["a.csv", "b.csv"], read.Issues.Select(issue => Path.GetFileName(issue.Path)));
        Assert.All(read.Issues, issue => Assert.Equal("EmptyInput", issue.Rule));
    }

    [Fact]
    public void When_all_files_are_empty_there_is_no_input()
    {
        string[] paths = [_folder.Write("a.csv", ""), _folder.Write("b.csv", "p\n")];

        FineTuneException failure = Assert.Throws<FineTuneException>(
            () => Reading.Of(RowSources.Open(paths, ReadingOptions.Default)));

        Assert.Equal("EmptyInput", failure.ErrorId);
    }

    [Fact]
    public void Rows_of_the_pipeline_follow_the_files()
    {
        using ObjectRowSource rows = new();
        rows.Add(new Dictionary<string, object> { ["p"] = "2" });

        using IRowSource source = ConcatenatedRowSource.Open([_folder.Write("a.csv", "p\n1\n")], ReadingOptions.Default, rows);

        Assert.Equal(["2: 1", "1: 2"], Reading.Of(source).Texts);
    }

    [Fact]
    public void A_file_that_cannot_be_opened_closes_those_before_it()
    {
        string book = _folder.Write("a.xlsx", WorkbookFile.Of(("One", WorkbookFile.Row(1, "p") + WorkbookFile.Row(2, "a"))));

        _ = Assert.Throws<FineTuneException>(
            () => ConcatenatedRowSource.Open([book, Path.Combine(_folder.Path, "none.csv")], ReadingOptions.Default));

        // While somebody has it open it can't be had alone.
        File.Open(book, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
    }
}
