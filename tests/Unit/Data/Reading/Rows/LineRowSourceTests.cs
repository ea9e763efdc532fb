using System.Text;
using OpenAIFineTune.Data.Reading;
using OpenAIFineTune.Data.Reading.Rows;

namespace OpenAIFineTune.Tests.Data.Reading.Rows;

public sealed class LineRowSourceTests : IDisposable
{
    private readonly InputFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("one\ntwo\n", "1:  | one;2:  | two")]
    [InlineData("\uFEFFone\r\n\r\ntwo", "1:  | one;3:  | two")]
    [InlineData("one\rtwo\r\r", "1:  | one;2:  | two")]
    [InlineData("\n \n\"one\", two\n\n\n", "3:  | \"one\", two")]
    public void Each_line_is_a_completion(string text, string rows)
    {
        Reading read = _folder.Read("a.txt", text);

        Assert.Equal(["prompt", "completion"], read.Columns);
        Assert.Equal(rows.Split(';'), read.Texts);
    }

    [Fact]
    public void Lines_longer_than_any_buffer_are_read_whole()
    {
        string[] lines = [new('a', 65_536), new('b', 65_535), "", new('c', 1_000_001)];

        foreach (string end in (string[])["\n", "\r\n", "\r"])
        {
            Reading read = _folder.Read("a.txt", string.Join(end, lines));

            Assert.Equal([lines[0], lines[1], lines[3]], read.Rows.Select(row => row.Values[1]));
            Assert.Equal([1L, 2L, 4L], read.Rows.Select(row => row.Origin.Line));
        }
    }

    [Fact]
    public void A_nul_is_told_with_its_line()
    {
        Reading read = _folder.Read("a.txt", "one\nt\0wo\nthree\n");

        Assert.Equal(["NulCharacter@2"], read.Told);
        Assert.Equal(["1:  | one", "3:  | three"], read.Texts);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n  \n")]
    public void A_file_without_text_is_thrown(string text)
        => Assert.Equal("EmptyInput", Assert.Throws<FineTuneException>(() => _folder.Read("a.txt", text)).ErrorId);

    [Fact]
    public void What_Excel_saves_as_Unicode_text_is_a_table()
    {
        byte[] text = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("p, q\tc\r\na\t\"b\tx\"\r\n")];

        Reading read = Reading.Of(RowSources.Open(_folder.Write("a.txt", text), ReadingOptions.Default));

        Assert.Equal(["p, q", "c"], read.Columns);
        Assert.Equal(["2: a | b\tx"], read.Texts);
    }

    [Fact]
    public void With_a_delimiter_a_txt_file_is_a_table()
        => Assert.Equal(["2: a | b"], _folder.Read("a.txt", "p;c\na;b\n", new ReadingOptions { Delimiter = ';' }).Texts);

    [Fact]
    public void Tabs_in_lines_are_told_once()
        => Assert.Equal(["TabsInText@2"], _folder.Read("a.txt", "one\np\tc\na\tb\n").Told);

    [Fact]
    public void A_line_that_has_no_end_is_told_with_its_number()
    {
        FineTuneException failure = Assert.Throws<FineTuneException>(
            () => _folder.Read("a.txt", "one\n" + new string('x', TextLimits.LongestField + 100_000)));

        Assert.Equal("FieldTooLong", failure.ErrorId);
        Assert.StartsWith("a.txt:2:", failure.Message);
    }
}
