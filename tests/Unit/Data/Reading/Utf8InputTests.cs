using System.IO.Compression;
using System.Text;
using OpenAIFineTune.Data.Reading;
using OpenAIFineTune.Data.Reading.Rows;

namespace OpenAIFineTune.Tests.Data.Reading;

public sealed class Utf8InputTests : IDisposable
{
    private readonly InputFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void A_byte_order_mark_tells_the_encoding(string name)
    {
        Encoding encoding = Encoding.GetEncoding(name);
        string path = _folder.Write("a.csv", [.. encoding.GetPreamble(), .. encoding.GetBytes("질문,답\n가,😀\n")]);

        Reading read = Reading.Of(RowSources.Open(path, ReadingOptions.Default));

        Assert.Equal(["질문", "답"], read.Columns);
        Assert.Equal(["2: 가 | 😀"], read.Texts);
    }

    [Fact]
    public void Another_encoding_is_taken_from_the_options()
    {
        string path = _folder.Write("a.csv", Encoding.Latin1.GetBytes("p,c\nhé,ü\n"));

        Reading read = Reading.Of(RowSources.Open(path, new ReadingOptions { Encoding = Encoding.Latin1 }));

        Assert.Equal(["2: hé | ü"], read.Texts);
    }

    [Theory]
    [InlineData("\n", 3)]
    [InlineData("\r\n", 3)]
    [InlineData("\r", 3)]
    [InlineData("\n", 50_000)]
    public void A_wrong_byte_is_an_error_with_its_line(string lineEnd, int line)
    {
        IEnumerable<string> lines = Enumerable.Range(1, line - 1).Select(i => $"p{i},é{i}{lineEnd}");
        byte[] good = Encoding.UTF8.GetBytes(string.Concat(lines));
        string path = _folder.Write("a.csv", [.. good, (byte)'x', 0xFF, (byte)',', .. good]);

        FineTuneException failure = Assert.Throws<FineTuneException>(
            () => Reading.Of(RowSources.Open(path, ReadingOptions.Default)));

        Assert.Equal("InvalidEncoding", failure.ErrorId);
        Assert.Contains($"a.csv:{line}: 0xFF", failure.Message);
        Assert.Contains("-Encoding", failure.Advice);
    }

    [Fact]
    public void A_character_cut_off_at_the_end_is_an_error()
    {
        string path = _folder.Write("a.csv", [.. "p,c\n1,2\n3,"u8, 0xEA, 0xB0]);

        FineTuneException failure = Assert.Throws<FineTuneException>(
            () => Reading.Of(RowSources.Open(path, ReadingOptions.Default)));

        Assert.Equal("InvalidEncoding", failure.ErrorId);
        Assert.Contains("a.csv:3:", failure.Message);
    }

    [Fact]
    public void Utf16_without_a_mark_is_recognized_and_told()
    {
        string path = _folder.Write("a.csv", Encoding.Unicode.GetBytes("prompt,completion\n1,2\n"));

        FineTuneException failure = Assert.Throws<FineTuneException>(() => RowSources.Open(path, ReadingOptions.Default));

        Assert.Contains("-Encoding Unicode", failure.Advice);
    }

    [Fact]
    public void A_gzip_file_is_unpacked_while_it_is_read()
    {
        string path = _folder.WriteCompressed("a.csv.gz", "p,c\n1,2\n");

        Assert.Equal(["2: 1 | 2"], Reading.Of(RowSources.Open(path, ReadingOptions.Default)).Texts);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(40)]
    public void A_gzip_file_that_was_cut_is_told(int missing)
    {
        string path = _folder.WriteCompressed("a.csv.gz", "p,c\n" + string.Concat(Enumerable.Range(0, 1000).Select(i => $"{i},{i * i}\n")));
        byte[] whole = File.ReadAllBytes(path);
        string cut = _folder.Write("cut.csv.gz", whole[..^missing]);

        FineTuneException failure = Assert.Throws<FineTuneException>(
            () => Reading.Once(RowSources.Open(cut, ReadingOptions.Default)));

        Assert.Equal("InvalidArchive", failure.ErrorId);
    }

    [Fact]
    public void A_gzip_file_of_several_members_is_read_to_its_end()
    {
        byte[] first = File.ReadAllBytes(_folder.WriteCompressed("1.csv.gz", "p,c\n1,2\n"));
        byte[] second = File.ReadAllBytes(_folder.WriteCompressed("2.csv.gz", "3,4\n5,6\n7,8\n"));
        string path = _folder.Write("a.csv.gz", [.. first, .. second]);

        Assert.Equal(4, Reading.Of(RowSources.Open(path, ReadingOptions.Default)).Rows.Count);
    }

    [Fact]
    public void A_file_that_is_no_gzip_is_told()
    {
        string path = _folder.Write("a.csv.gz", "p,c\n1,2\n");

        FineTuneException failure = Assert.Throws<FineTuneException>(() => RowSources.Open(path, ReadingOptions.Default));

        Assert.Equal("InvalidArchive", failure.ErrorId);
    }

    [Fact]
    public void A_file_that_unpacks_to_hundreds_of_times_its_length_is_refused()
    {
        string path = Path.Combine(_folder.Path, "a.csv.gz");
        using (GZipStream packed = new(File.Create(path), CompressionLevel.SmallestSize))
        {
            packed.Write("p,c\n"u8);
            byte[] rows = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat($"a,{new string('b', 1021)}\n", 1 << 10)));
            for (int i = 0; i < 65; i++)
            {
                packed.Write(rows);
            }
        }

        FineTuneException failure = Assert.Throws<FineTuneException>(() => Reading.Once(RowSources.Open(path, ReadingOptions.Default)));

        Assert.Equal("ArchiveTooLarge", failure.ErrorId);
    }
}
