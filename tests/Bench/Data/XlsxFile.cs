using System.IO.Compression;

namespace OpenAIFineTune.Bench;

/// <summary>Makes workbooks of <see cref="SampleRows"/>: the least that readers take for one.</summary>
internal static class XlsxFile
{
    private const string Xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";

    /// <summary>Writes a header and <paramref name="rows"/> rows.</summary>
    public static void Write(string path, int rows)
    {
        using ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create);
        Put(archive, "[Content_Types].xml", $"<Types xmlns=\"{Package}/content-types\">"
            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + "<Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>");
        Put(archive, "_rels/.rels", Relation("officeDocument", "xl/workbook.xml"));
        Put(archive, "xl/_rels/workbook.xml.rels", Relation("worksheet", "worksheets/sheet1.xml"));
        Put(archive, "xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\">"
            + "<sheets><sheet name=\"data\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
        using StreamWriter sheet = new(archive.CreateEntry("xl/worksheets/sheet1.xml").Open());
        sheet.Write($"{Xml}<worksheet xmlns=\"{Main}\"><sheetData>");
        sheet.Write(Row(1, "prompt", "completion"));
        for (int row = 0; row < rows; row++)
        {
            (string prompt, string completion) = SampleRows.Example(row);
            sheet.Write(Row(row + 2, prompt, completion));
        }

        sheet.Write("</sheetData></worksheet>");
    }

    private static string Row(int number, string prompt, string completion)
        => $"<row r=\"{number}\">{Cell("A", number, prompt)}{Cell("B", number, completion)}</row>";

    private static string Cell(string column, int row, string text)
        => $"<c r=\"{column}{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c>";

    private static string Relation(string type, string target)
        => $"<Relationships xmlns=\"{Package}/relationships\">"
            + $"<Relationship Id=\"r1\" Type=\"{Relations}/{type}\" Target=\"{target}\"/></Relationships>";

    private static void Put(ZipArchive archive, string name, string text)
    {
        using StreamWriter writer = new(archive.CreateEntry(name).Open());
        writer.Write(Xml + text);
    }
}
