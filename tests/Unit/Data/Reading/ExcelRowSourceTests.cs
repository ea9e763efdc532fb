using System.Globalization;
using System.IO.Compression;
using OpenAIFineTune.Data.Reading;

namespace OpenAIFineTune.Tests.Data.Reading;

public sealed class ExcelRowSourceTests : IDisposable
{
    private readonly InputFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Reading ReadSheet(string rows, ReadingOptions? options = null) => ReadBook(options, ("First", rows));

    private Reading ReadBook(ReadingOptions? options, params (string Name, string Rows)[] sheets)
        => Reading.Of(RowSources.Open(_folder.Write("a.xlsx", WorkbookFile.Of(sheets)), options ?? ReadingOptions.Default));

    public static TheoryData<string, string> Cells => new()
    {
        { WorkbookFile.Text("NA"), "NA" },
        { WorkbookFile.Text("TRUE"), "TRUE" },
        { WorkbookFile.Text(" 007 "), " 007 " },
        { WorkbookFile.Cell("3"), "3" },
        { WorkbookFile.Cell("3.0"), "3" },
        { WorkbookFile.Cell("0.3333333333333333"), "0.3333333333333333" },
        { WorkbookFile.Cell("-2.5"), "-2.5" },
        { WorkbookFile.Cell("1", "b"), "True" },
        { WorkbookFile.Cell("0", "b"), "False" },
        { WorkbookFile.Cell("45352", "n", 1), "2024-03-01 00:00:00" },
        { WorkbookFile.Cell("45352.5", "n", 3), "2024-03-01 12:00:00" },
        { WorkbookFile.Cell("0.322916666666667", "n", 2), "07:45:00" },
        { WorkbookFile.Cell("1.25", "n", 4), "30:00:00" },
        { WorkbookFile.Cell("#DIV/0!", "e"), "<null>" },
        { "<c/>", "<null>" },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_cell_gives_what_it_holds_in_every_culture(string cell, string text)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Reading read = ReadSheet(WorkbookFile.Row(1, "p", "c") + $"<row r=\"2\">{WorkbookFile.Text("x")}{cell}</row>");

            Assert.Equal([$"2: x | {text}"], read.Texts);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Blank_rows_inside_are_empty_rows_and_those_at_the_end_are_none()
    {
        Reading read = ReadSheet(
            WorkbookFile.Row(1, "p", "c") + WorkbookFile.Row(2, "a", "b") + WorkbookFile.Row(5, "d", "e") + "<row r=\"6\"/><row r=\"9\"><c/></row>");

        Assert.Equal(["2: a | b", "3: <null> | <null>", "4: <null> | <null>", "5: d | e"], read.Texts);
        Assert.Empty(read.Issues);
    }

    [Fact]
    public void The_header_is_the_first_row_that_is_not_blank()
    {
        Reading read = ReadSheet(WorkbookFile.Row(3, " p ", "c", "") + WorkbookFile.Row(4, "a", "b", "x"));

        Assert.Equal(["p", "c", "Column3"], read.Columns);
        Assert.Equal(["4: a | b | x"], read.Texts);
    }

    [Fact]
    public void The_header_row_may_be_named()
    {
        string rows = WorkbookFile.Row(1, "A report") + WorkbookFile.Row(2, "p", "c") + WorkbookFile.Row(3, "a", "b");

        Assert.Equal(["3: a | b"], ReadSheet(rows, new ReadingOptions { HeaderRow = 2 }).Texts);
        FineTuneException failure = Assert.Throws<FineTuneException>(() => ReadSheet(rows, new ReadingOptions { HeaderRow = 9 }));
        Assert.Contains("only 3 rows", failure.Message);
    }

    [Fact]
    public void The_first_sheet_is_read_and_others_are_told()
    {
        (string, string)[] sheets =
            [("One", WorkbookFile.Row(1, "p") + WorkbookFile.Row(2, "a")), ("Two", WorkbookFile.Row(1, "q") + WorkbookFile.Row(2, "b"))];

        Reading first = ReadBook(null, sheets);
        Reading second = ReadBook(new ReadingOptions { WorksheetName = "two" }, sheets);
        FineTuneException failure = Assert.Throws<FineTuneException>(
            () => ReadBook(new ReadingOptions { WorksheetName = "Three" }, sheets));

        Assert.Equal(["2: a"], first.Texts);
        Assert.Equal(["OtherWorksheets@"], first.Told);
        Assert.Equal(["2: b"], second.Texts);
        Assert.Empty(second.Issues);
        Assert.Contains("One, Two", failure.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<row r=\"1\"><c t=\"inlineStr\"><is><t>p</t></is></c></row>")]
    public void A_sheet_without_rows_is_thrown(string rows)
        => Assert.Equal("EmptyInput", Assert.Throws<FineTuneException>(() => ReadSheet(rows)).ErrorId);

    [Theory]
    [InlineData("<row r=\"2147483600\"><c t=\"n\"><v>1</v></c></row>")]
    [InlineData("<row r=\"1\"><c r=\"ZZZZZ1\" t=\"n\"><v>1</v></c></row>")]
    [InlineData("<row r=\"1\"><c t=\"n\"><v>1</v></row>")]
    public void A_sheet_that_can_not_be_is_refused(string rows)
        => Assert.Equal("InvalidWorkbook", Assert.Throws<FineTuneException>(() => ReadSheet(rows)).ErrorId);

    [Fact]
    public void What_is_no_workbook_is_told()
    {
        byte[] sound = WorkbookFile.Of(("One", WorkbookFile.Row(1, "p") + WorkbookFile.Row(2, "a")));
        byte[][] broken = ["prompt,completion\na,b\n"u8.ToArray(), sound[..(sound.Length / 2)], [], "PK"u8.ToArray()];
        foreach (byte[] bytes in broken)
        {
            foreach (string name in (string[])["a.xlsx", "a.xls"])
            {
                string path = _folder.Write(name, bytes);

                FineTuneException failure = Assert.Throws<FineTuneException>(() => RowSources.Open(path, ReadingOptions.Default));

                Assert.Equal("InvalidWorkbook", failure.ErrorId);
                Assert.Contains(name, failure.Message);
            }
        }
    }

    [Theory]
    [InlineData("xl/sharedStrings.xml", 70, 4096)]
    [InlineData("xl/worksheets/sheet9.xml", 20, 10)]
    public void A_workbook_that_unpacks_to_too_much_is_refused(string part, int megabytes, int limit)
    {
        string path = _folder.Write("a.xlsx", WorkbookFile.Of(("One", WorkbookFile.Row(1, "p") + WorkbookFile.Row(2, "a"))));
        using (ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Update))
        using (Stream bomb = archive.CreateEntry(part).Open())
        {
            byte[] megabyte = new byte[1 << 20];
            for (int i = 0; i < megabytes; i++)
            {
                bomb.Write(megabyte);
            }
        }

        FineTuneException failure = Assert.Throws<FineTuneException>(
            () => RowSources.Open(path, new ReadingOptions { MaxUnpackedBytes = (long)limit << 20 }));

        Assert.Equal("WorkbookTooLarge", failure.ErrorId);
    }
}
