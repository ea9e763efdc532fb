using OpenAIFineTune.Data.Reading;
using OpenAIFineTune.Data.Reading.Rows;
using OpenAIFineTune.Tests.Data.Reading.Workbook;

namespace OpenAIFineTune.Tests.Data.Reading;

public sealed class FileSnapshotTests : IDisposable
{
    private readonly InputFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("missing.csv", "PathNotFound")]
    [InlineData(".", "PathIsFolder")]
    public void What_is_no_file_is_told(string name, string errorId)
    {
        string path = Path.Combine(_folder.Path, name);

        Assert.Equal(errorId, Assert.Throws<FineTuneException>(() => RowSources.Open(path, ReadingOptions.Default)).ErrorId);
    }

    [Theory]
    [InlineData("a.pdf")]
    [InlineData("a")]
    [InlineData("a.xlsx.gz")]
    [InlineData("a.xlsb")]
    [InlineData("a.ods")]
    public void An_unknown_extension_names_the_known_ones(string name)
    {
        string path = _folder.Write(name, "p,c\n1,2\n");

        FineTuneException failure = Assert.Throws<FineTuneException>(() => RowSources.Open(path, ReadingOptions.Default));

        Assert.Equal("UnknownFormat", failure.ErrorId);
        Assert.Contains(".jsonl", failure.Message);
    }

    [Fact]
    public void A_file_that_grows_between_two_passes_is_told()
    {
        string path = _folder.Write("a.csv", "p,c\n1,2\n");
        IRowSource source = RowSources.Open(path, ReadingOptions.Default);
        _ = Reading.Once(source);
        File.AppendAllText(path, "3,4\n");

        Assert.Equal("InputChanged", Assert.Throws<FineTuneException>(() => Reading.Once(source)).ErrorId);
    }

    [Fact]
    public void A_file_that_grows_while_it_is_read_is_read_no_further_than_it_went_and_told()
    {
        // Long enough that the reading, which goes ahead of the rows, can't be done when the file grows.
        const int Rows = 100_000;
        string path = _folder.Write("a.csv", "p,c\n" + string.Concat(Enumerable.Repeat("1,2\n", Rows)));
        IRowSource source = RowSources.Open(path, ReadingOptions.Default);
        int rows = 0;

        FineTuneException failure = Assert.Throws<FineTuneException>(() =>
        {
            foreach (Row _ in source.Read(_ => { }, CancellationToken.None))
            {
                if (rows++ == 0)
                {
                    File.AppendAllText(path, "3,4\n");
                }
            }
        });

        Assert.Equal("InputChanged", failure.ErrorId);
        Assert.InRange(rows, 1, Rows);
    }

    [Fact]
    public void Other_bytes_of_the_same_length_are_told_by_their_time()
    {
        string path = _folder.Write("a.csv", "p,c\n1,2\n");
        IRowSource source = RowSources.Open(path, ReadingOptions.Default);
        _ = Reading.Once(source);
        _ = _folder.Write("a.csv", "p,c\n3,4\n");
        File.SetLastWriteTimeUtc(path, new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));

        Assert.Equal("InputChanged", Assert.Throws<FineTuneException>(() => Reading.Once(source)).ErrorId);
    }

    [Theory]
    [InlineData("a.csv", "p,c\n", "1,2\n")]
    [InlineData("a.jsonl", "", "{\"p\":1,\"c\":2}\n")]
    [InlineData("a.txt", "", "one line of text\n")]
    public void Other_bytes_while_it_is_read_are_told_also_when_the_time_is_put_back(string name, string head, string line)
    {
        string path = _folder.Write(name, head + string.Concat(Enumerable.Repeat(line, 100_000)));
        DateTime before = File.GetLastWriteTimeUtc(path);
        using IRowSource source = RowSources.Open(path, ReadingOptions.Default);
        int rows = 0;

        FineTuneException failure = Assert.Throws<FineTuneException>(() =>
        {
            foreach (Row _ in source.Read(_ => { }, CancellationToken.None))
            {
                if (rows++ == 0)
                {
                    using (FileStream file = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
                    {
                        file.Seek(head.Length + 1, SeekOrigin.Begin);
                        file.WriteByte((byte)'9');
                    }

                    File.SetLastWriteTimeUtc(path, before);
                }
            }
        });

        Assert.Equal("InputChanged", failure.ErrorId);
    }

    [Theory]
    [InlineData("a.csv")]
    [InlineData("a.jsonl")]
    [InlineData("a.xlsx")]
    [InlineData("a.csv.gz")]
    public void A_link_is_read_as_the_file_behind_it(string name)
    {
        string lines = string.Concat(Enumerable.Range(1, 1000).Select(i => $"{i},x\n"));
        string objects = string.Concat(Enumerable.Range(1, 1000).Select(i => $"{{\"p\":{i},\"c\":\"x\"}}\n"));
        string rows = string.Concat(Enumerable.Range(2, 1000).Select(i => WorkbookFile.Row(i, "p", "x")));
        string file = Path.GetExtension(name) switch
        {
            ".csv" => _folder.Write("real", "p,c\n" + lines),
            ".jsonl" => _folder.Write("real", objects),
            ".gz" => _folder.WriteCompressed("real", "p,c\n" + lines),
            _ => _folder.Write("real", WorkbookFile.Of(("One", WorkbookFile.Row(1, "p", "c") + rows))),
        };
        string link = File.CreateSymbolicLink(Path.Combine(_folder.Path, name), file).FullName;

        Assert.Equal(1000, Reading.Of(RowSources.Open(link, ReadingOptions.Default)).Rows.Count);
    }

    [Fact]
    public void A_link_that_leads_elsewhere_meanwhile_is_told()
    {
        string first = _folder.Write("first.csv", "p,c\n1,2\n");
        string second = _folder.Write("second.csv", "p,c\n1,2\n");
        File.SetLastWriteTimeUtc(second, File.GetLastWriteTimeUtc(first));
        string link = File.CreateSymbolicLink(Path.Combine(_folder.Path, "a.csv"), first).FullName;
        IRowSource source = RowSources.Open(link, ReadingOptions.Default);
        File.Delete(link);
        _ = File.CreateSymbolicLink(link, second);

        Assert.Equal("InputChanged", Assert.Throws<FineTuneException>(() => Reading.Once(source)).ErrorId);
    }
}
