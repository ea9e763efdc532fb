using System.Globalization;
using System.IO.Compression;
using OpenAIFineTune.Data.Reading;
using OpenAIFineTune.Data.Reading.Rows;

namespace OpenAIFineTune.Tests.Data.Reading.Workbook;

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
        { WorkbookFile.Cell("1", "b"), "TRUE" },
        { WorkbookFile.Cell("0", "b"), "FALSE" },
        { WorkbookFile.Cell("45352", "n", 1), "2024-03-01" },
        { WorkbookFile.Cell("45352.5", "n", 3), "2024-03-01 12:00" },
        { WorkbookFile.Cell("0.322916666666667", "n", 2), "7:45:00" },
        { WorkbookFile.Cell("1.25", "n", 4), "30:00:00" },
        { WorkbookFile.Cell("0.125", "n", 5), "13%" },
        { WorkbookFile.Cell("1234.5", "n", 6), "1,234.50" },
        { WorkbookFile.Cell("42", "n", 7), "00042" },
        { WorkbookFile.Cell("45352", "n", 8), "1. March 2024" },
        { WorkbookFile.Cell("7", "n", 9), "7" },
        { WorkbookFile.Cell("#DIV/0!", "e"), "<null>" },
        { "<c/>", "<null>" },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_cell_gives_what_it_shows_in_every_culture(string cell, string text)
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

    [Fact]
    public void Strict_workbooks_are_read_as_all_others()
    {
        byte[] book = WorkbookFile.Of(("One", WorkbookFile.Row(1, "p", "c") + $"<row r=\"2\">{WorkbookFile.Text("a")}{WorkbookFile.Cell("42", "n", 7)}</row>"));
        string path = _folder.Write("a.xlsx", WorkbookFile.AsStrict(book));

        Assert.Equal(["2: a | 00042"], Reading.Of(RowSources.Open(path, ReadingOptions.Default)).Texts);
    }

    [Fact]
    public void References_in_small_letters_are_references()
    {
        Reading read = ReadSheet(
            WorkbookFile.Row(1, "p", "q", "c") + "<row r=\"2\"><c r=\"a2\"><v>1</v></c><c r=\"c2\"><v>3</v></c></row>");

        Assert.Equal(["2: 1 | <null> | 3"], read.Texts);
    }

    [Fact]
    public void Cells_that_hold_errors_are_told_once_a_column()
    {
        string error = WorkbookFile.Cell("#N/A", "e");
        Reading read = ReadSheet(
            WorkbookFile.Row(1, "p", "c") + $"<row r=\"2\">{WorkbookFile.Text("a")}{error}</row>"
                + $"<row r=\"3\">{WorkbookFile.Text("b")}{error}</row><row r=\"4\">{WorkbookFile.Text("#N/A")}{WorkbookFile.Text("d")}</row>");

        Assert.Equal(["2: a | <null>", "3: b | <null>", "4: #N/A | d"], read.Texts);
        Assert.Equal(["CellError@2"], read.Told);
        Assert.Contains("'c' holds the error #N/A", read.Issues[0].Message);
    }

    [Fact]
    public void A_formula_that_ends_in_an_error_gives_no_text()
    {
        Reading read = ReadSheet(
            WorkbookFile.Row(1, "p", "c")
                + $"<row r=\"2\">{WorkbookFile.Text("a")}<c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c></row>"
                + $"<row r=\"3\">{WorkbookFile.Text("b")}<c t=\"str\"><f>A3</f><v>b</v></c></row>");

        Assert.Equal(["2: a | <null>", "3: b | b"], read.Texts);
        Assert.Contains("'c' holds the error #DIV/0!", read.Issues[0].Message);
    }

    [Fact]
    public void The_text_of_a_formula_of_Excel_2_is_told_and_no_number()
    {
        byte[] book =
        [
            0x09, 0, 4, 0, 2, 0, 0x10, 0,                                             // the start of a sheet
            0x00, 0, 8, 0, 0, 0, 2, 0, 0, 0, 2, 0,                                    // two rows, two columns
            0x04, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 1, (byte)'p',                         // texts
            0x04, 0, 9, 0, 0, 0, 1, 0, 0, 0, 0, 1, (byte)'c',
            0x04, 0, 9, 0, 1, 0, 0, 0, 0, 0, 0, 1, (byte)'a',
            0x06, 0, 17, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0,  // a formula that gives a text
            0x07, 0, 2, 0, 1, (byte)'x',
            0x0A, 0, 0, 0,
        ];

        Reading read = Reading.Of(RowSources.Open(_folder.Write("a.xls", book), ReadingOptions.Default));

        Assert.Equal(["2: a | <null>"], read.Texts);
        Assert.Equal(["CellError@2"], read.Told);
    }

    [Fact]
    public void A_sheet_with_one_cell_at_its_far_end_is_refused_at_once()
    {
        FineTuneException failure = Assert.Throws<FineTuneException>(() => ReadSheet(
            WorkbookFile.Row(1, "p", "c") + "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>"));

        Assert.Equal("WorkbookTooLarge", failure.ErrorId);
        Assert.Contains("row 1048576 and column 16384", failure.Message);
    }

    [Fact]
    public void Opening_ends_when_it_is_stopped()
        => Assert.Throws<OperationCanceledException>(
            () => ReadSheet(WorkbookFile.Row(1, "p"), new ReadingOptions { Cancellation = new CancellationToken(canceled: true) }));

    [Fact]
    public void A_workbook_with_macros_is_read()
    {
        byte[] book = WorkbookFile.Of(("One", WorkbookFile.Row(1, "p") + WorkbookFile.Row(2, "a")));

        Assert.Equal(["2: a"], Reading.Of(RowSources.Open(_folder.Write("a.xlsm", book), ReadingOptions.Default)).Texts);
    }

    [Fact]
    public void What_the_reader_says_of_bad_bytes_is_not_shown()
    {
        string entity = "<!DOCTYPE x [<!ENTITY e \"1\">]><worksheet/>";
        string path = _folder.Write("a.xlsx", WorkbookFile.Of(("One", "")));
        using (ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Update))
        {
            archive.GetEntry("xl/worksheets/sheet1.xml")!.Delete();
            using StreamWriter sheet = new(archive.CreateEntry("xl/worksheets/sheet1.xml").Open());
            sheet.Write(entity);
        }

        FineTuneException failure = Assert.Throws<FineTuneException>(() => RowSources.Open(path, ReadingOptions.Default));

        Assert.Equal("InvalidWorkbook", failure.ErrorId);
        Assert.DoesNotContain("Dtd", failure.Message);
    }
}
