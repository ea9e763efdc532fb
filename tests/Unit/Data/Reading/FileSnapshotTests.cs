using OpenAIFineTune.Data.Reading;

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
    public void An_unknown_extension_names_the_known_ones(string name)
    {
        string path = _folder.Write(name, "p,c\n1,2\n");

        FineTuneException failure = Assert.Throws<FineTuneException>(() => RowSources.Open(path, ReadingOptions.Default));

        Assert.Equal("UnknownFormat", failure.ErrorId);
        Assert.Contains(".jsonl", failure.Advice);
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
}
