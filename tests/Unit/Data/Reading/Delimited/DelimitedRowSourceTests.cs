using OpenAIFineTune.Data.Reading;
using OpenAIFineTune.Data.Reading.Rows;
using OpenAIFineTune.Tests.Data.Reading.Rows;

namespace OpenAIFineTune.Tests.Data.Reading.Delimited;

public sealed class DelimitedRowSourceTests : IDisposable
{
    private readonly InputFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.csv", "p,c\n1,2\n3,4\n", "2: 1 | 2;3: 3 | 4")]
    [InlineData("a.csv", "p,c\r\n1,2\r\n3,4", "2: 1 | 2;3: 3 | 4")]
    [InlineData("a.csv", "p,c\r1,2\r3,4\r", "2: 1 | 2;3: 3 | 4")]
    [InlineData("a.csv", "\n\np,c\n\n\n1,2\n\n   \n3,4\n\n", "6: 1 | 2;9: 3 | 4")]
    [InlineData("a.csv", "p,c\n NA ,007\nnull,2.50\n", "2:  NA  | 007;3: null | 2.50")]
    [InlineData("a.csv", "p,c\n\"a, b\",\"say \"\"x\"\"\"\n", "2: a, b | say \"x\"")]
    [InlineData("a.csv", "p,c\n\"abc\"def,one\nx\"y\"z,two\n", "2: abcdef | one;3: x\"y\"z | two")]
    [InlineData("a.csv", "p,c\na\\\"b,c\\\nd,e\n", "2: a\\\"b | c\\;3: d | e")]
    [InlineData("a.csv", "p,c\n,\nx,\n", "2:  | ;3: x | ")]
    [InlineData("a.csv", "p\nx\n\ny\n", "2: x;4: y")]
    [InlineData("a.csv", "p,c,\n1,2,\n3,4\n", "2: 1 | 2 | ;3: 3 | 4 | <null>")]
    public void Rows_are_read_as_they_are_written(string name, string text, string rows)
    {
        Reading read = _folder.Read(name, text);

        Assert.Equal(rows.Split(';'), read.Texts);
        Assert.Empty(read.Issues);
    }

    [Theory]
    [InlineData("a.csv", "p;c\n1,5;2\n")]
    [InlineData("a.csv", "p\tc\n1,5\t2\n")]
    [InlineData("a.csv", "p|c\n1,5|2\n")]
    [InlineData("a.csv", "\"p, q\";\"r, s\";t\n1,5;2;\n")]
    [InlineData("a.csv", "sep=;\np;c\n1,5;2\n")]
    [InlineData("a.tsv", "p;c\n1,5;2\n")]
    [InlineData("a.tsv", "p, or, q\tc\n1,5\t2\n")]
    public void The_delimiter_is_found_in_the_header(string name, string text)
    {
        ReadRow row = Assert.Single(_folder.Read(name, text).Rows);

        Assert.Equal("1,5", row.Values[0]);
        Assert.Equal("2", row.Values[1]);
    }

    [Fact]
    public void A_given_delimiter_wins()
    {
        Reading read = _folder.Read("a.csv", "p,x#c,y\n1#2\n", new ReadingOptions { Delimiter = '#' });

        Assert.Equal(["p,x", "c,y"], read.Columns);
        Assert.Equal(["2: 1 | 2"], read.Texts);
    }

    [Fact]
    public void Lines_are_counted_with_the_separator_line_and_line_breaks_in_quotes()
    {
        Reading read = _folder.Read("a.csv", "sep=,\np,c\n\"a\nb\r\nc\",1\n\nd,2\n\"e\n\",3");

        Assert.Equal(["3: a\nb\r\nc | 1", "7: d | 2", "8: e\n | 3"], read.Texts);
    }

    [Theory]
    [InlineData("p,c\n1,2\n3,4,5\n6\n7,8\n", "RaggedRow@3;RaggedRow@4", "2: 1 | 2;5: 7 | 8")]
    [InlineData("p,c\n1,2,\n3,4,,\n", "TrailingDelimiter@2", "2: 1 | 2;3: 3 | 4")]
    [InlineData("p,c\nalpha,one\n\"beta,two\ngamma,three\n\"epsilon,five\nzeta,six\n", "StrayQuote@3", "2: alpha | one;6: zeta | six")]
    [InlineData("p,c\n1,2\n\"3,4\n5,6\n", "UnclosedQuote@3", "2: 1 | 2")]
    [InlineData("p,c\n1,2\n3,\"4\"\"", "UnclosedQuote@3", "2: 1 | 2")]
    [InlineData("p,c\n1,2\n\"3,4\n5,6\"\n7,8", "RaggedRow@3", "2: 1 | 2;5: 7 | 8")]
    [InlineData("p,c\n1,2\n3,a\0b\n5,6\n", "NulCharacter@3", "2: 1 | 2;4: 5 | 6")]
    [InlineData("p,p,c\n1,2,3\n", "DuplicateColumn@1", "2: 1 | 2 | 3")]
    public void What_is_wrong_is_told_with_its_line_and_the_rest_goes_on(string text, string told, string rows)
    {
        Reading read = _folder.Read("a.csv", text);

        Assert.Equal(told.Split(';'), read.Told);
        Assert.Equal(rows.Split(';'), read.Texts);
        Assert.All(read.Issues, issue => Assert.EndsWith("a.csv", issue.Path));
        Assert.All(read.Issues, issue => Assert.NotEmpty(issue.Recommendation));
    }

    [Fact]
    public void An_unclosed_quote_is_told_with_the_line_where_it_opens()
    {
        Reading read = _folder.Read("a.csv", "p,c\n1,2\n\"a\nb\",\"c\nd\ne\n");

        FineTuneDataIssue issue = Assert.Single(read.Issues);
        Assert.Equal(3, issue.Line);
        Assert.Contains("on line 4", issue.Message);
        Assert.Contains("Lines 3 to 6", issue.Message);
    }

    [Theory]
    [InlineData("p\tc\n\"beta\ttwo\ngamma\tthree\n\"eps\tfive\nzeta\tsix\n", "2: \"beta | two;3: gamma | three;4: \"eps | five;5: zeta | six")]
    [InlineData("p\tc\n5\" disk\ta \"b\"\n\"x\"y\tz\n", "2: 5\" disk | a \"b\";3: \"x\"y | z")]
    [InlineData("p\tc\n\"a\tb\"\t\"c \"\"d\"\"\"\n", "2: a\tb | c \"d\"")]
    [InlineData("p\tc\n\"a\nb\"\tc\nd\t\"e\nf\tg", "2: a\nb | c;4: d | \"e;5: f | g")]
    public void Between_tabs_a_quote_is_text_unless_it_encloses_the_field(string text, string rows)
    {
        Reading read = _folder.Read("a.tsv", text);

        Assert.Equal(rows.Split(';'), read.Texts);
        Assert.Empty(read.Issues);
    }

    [Fact]
    public void Names_are_trimmed_and_none_is_empty_or_twice()
    {
        Reading read = _folder.Read("a.csv", " prompt , completion,,x,x,x (2)\n1,2,3,4,5,6\n");

        Assert.Equal(["prompt", "completion", "Column3", "x", "x (2)", "x (2) (2)"], read.Columns);
    }

    [Theory]
    [InlineData("", "EmptyInput")]
    [InlineData("\n\r\n", "EmptyInput")]
    [InlineData("p,c\n", "EmptyInput")]
    [InlineData("p,c\n\n  \n", "EmptyInput")]
    [InlineData("p,c\n1,2,3\n", "EmptyInput")]
    [InlineData("p,c\n0,q,a\n1,r,b\n", "RaggedRow")]
    [InlineData("\"p,c\n1,2\n", "InvalidHeader")]
    public void What_can_not_be_read_at_all_is_thrown(string text, string errorId)
    {
        FineTuneException failure = Assert.Throws<FineTuneException>(() => _folder.Read("a.csv", text));

        Assert.Equal(errorId, failure.ErrorId);
        Assert.Contains("a.csv", failure.Message);
    }

    [Fact]
    public void A_header_that_lacks_a_name_is_told_once_and_not_for_each_row()
    {
        string text = "p,c\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i},q{i},a\n"));
        List<FineTuneDataIssue> issues = [];
        IRowSource source = RowSources.Open(_folder.Write("a.csv", text), ReadingOptions.Default);

        FineTuneException failure = Assert.Throws<FineTuneException>(() => source.Read(issues.Add, CancellationToken.None).Count());

        Assert.Equal("RaggedRow", failure.ErrorId);
        Assert.Contains("3 fields", failure.Message);
        Assert.Contains("line 2", failure.Message);
        Assert.Empty(issues);
    }

    [Fact]
    public void A_million_columns_are_read()
    {
        string header = string.Join(',', Enumerable.Range(0, 1_000_000).Select(i => $"c{i}"));
        string path = _folder.Write("a.csv", $"{header}\n{new string(',', 999_999)}\n");

        Reading read = Reading.Once(RowSources.Open(path, ReadingOptions.Default));

        Assert.Equal(1_000_000, read.Columns.Count);
        Assert.Single(read.Rows);
    }

    [Fact]
    public void Records_longer_than_any_buffer_are_read_whole()
    {
        string text = new('x', 300_000);
        Reading read = _folder.Read("a.csv", $"p,c\n\"{text}\n{text}\",1\n{text},2\n");

        Assert.Equal([600_001, 300_000], read.Rows.Select(row => row.Values[0]!.Length));
        Assert.Equal([2L, 4L], read.Rows.Select(row => row.Origin.Line));
    }

    [Fact]
    public void Cancelling_ends_the_reading()
    {
        IRowSource source = RowSources.Open(_folder.Write("a.csv", "p,c\n1,2\n3,4\n"), ReadingOptions.Default);
        using CancellationTokenSource stop = new();

        Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (Row _ in source.Read(_ => { }, stop.Token))
            {
                stop.Cancel();
            }
        });
    }

    [Fact]
    public void A_field_that_has_no_end_is_told_with_its_line()
    {
        FineTuneException failure = Assert.Throws<FineTuneException>(
            () => _folder.Read("a.csv", "p,c\na,b\n\"" + new string('x', TextLimits.LongestField + 100_000)));

        Assert.Equal("FieldTooLong", failure.ErrorId);
        Assert.StartsWith("a.csv:3:", failure.Message);
    }

    [Fact]
    public void A_tab_file_has_tabs()
        => Assert.Equal(["2: a,b | c"], _folder.Read("a.tab", "p,q\tc\na,b\tc\n").Texts);
}
