using System.IO.Compression;
using System.Text;

namespace OpenAIFineTune.Tests.Data.Reading.Workbook;

/// <summary>Writes small workbooks part by part, so that a test decides what each cell says.</summary>
internal static class WorkbookFile
{
    private const string Main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    private const string Links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>A workbook of sheets, each given as the XML of its rows.</summary>
    public static byte[] Of(params (string Name, string Rows)[] sheets)
    {
        using MemoryStream file = new();
        using (ZipArchive archive = new(file, ZipArchiveMode.Create))
        {
            Add(archive, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
            Add(archive, "_rels/.rels", Relationships([("officeDocument", "xl/workbook.xml")]));
            Add(archive, "xl/_rels/workbook.xml.rels", Relationships(
                [.. sheets.Select((_, i) => ("worksheet", $"worksheets/sheet{i + 1}.xml")), ("styles", "styles.xml")]));
            string names = string.Concat(sheets.Select((sheet, i) => $"<sheet name=\"{sheet.Name}\" sheetId=\"{i + 1}\" r:id=\"r{i + 1}\"/>"));
            Add(archive, "xl/workbook.xml", $"<workbook {Main} xmlns:r=\"{Links}\"><sheets>{names}</sheets></workbook>");
            Add(archive, "xl/styles.xml", $"<styleSheet {Main}>{OwnFormats()}<cellXfs>{Formats(0, 14, 21, 22, 46, 9, 4, 164, 165, 166)}</cellXfs></styleSheet>");
            for (int i = 0; i < sheets.Length; i++)
            {
                Add(archive, $"xl/worksheets/sheet{i + 1}.xml", $"<worksheet {Main}><sheetData>{sheets[i].Rows}</sheetData></worksheet>");
            }
        }

        return file.ToArray();
    }

    /// <summary>A row of text cells.</summary>
    public static string Row(int number, params string[] texts) => $"<row r=\"{number}\">{string.Concat(texts.Select(Text))}</row>";

    public static string Text(string text) => $"<c t=\"inlineStr\"><is><t>{text}</t></is></c>";

    /// <summary>
    /// A cell with a value, of a type, in a style: 1 a date, 2 a time, 3 a date and time, 4 a duration, 5 percent,
    /// 6 thousands with two digits, and three of the file's own: 7 five digits, 8 a date in words, 9 one that is no format.
    /// </summary>
    public static string Cell(string value, string type = "n", int style = 0) => $"<c t=\"{type}\" s=\"{style}\"><v>{value}</v></c>";

    /// <summary>The same workbook as Strict Open XML, which has other names for everything.</summary>
    public static byte[] AsStrict(byte[] workbook)
    {
        using MemoryStream strict = new();
        using (ZipArchive to = new(strict, ZipArchiveMode.Create))
        using (ZipArchive from = new(new MemoryStream(workbook)))
        {
            foreach (ZipArchiveEntry part in from.Entries)
            {
                using StreamReader reader = new(part.Open());
                using StreamWriter writer = new(to.CreateEntry(part.FullName).Open());
                writer.Write(reader.ReadToEnd()
                    .Replace("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main")
                    .Replace(Links, "http://purl.oclc.org/ooxml/officeDocument/relationships"));
            }
        }

        return strict.ToArray();
    }

    private static string OwnFormats() => "<numFmts><numFmt numFmtId=\"164\" formatCode=\"00000\"/>"
        + "<numFmt numFmtId=\"165\" formatCode=\"d\\. mmmm yyyy\"/><numFmt numFmtId=\"166\" formatCode=\"[\"/></numFmts>";

    private static string Formats(params int[] numberFormats)
        => string.Concat(numberFormats.Select(id => $"<xf numFmtId=\"{id}\" applyNumberFormat=\"1\"/>"));

    private static string Relationships(IReadOnlyList<(string Type, string Target)> targets)
    {
        IEnumerable<string> entries = targets.Select(
            (link, i) => $"<Relationship Id=\"r{i + 1}\" Type=\"{Links}/{link.Type}\" Target=\"{link.Target}\"/>");
        return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + string.Concat(entries) + "</Relationships>";
    }

    private static void Add(ZipArchive archive, string name, string xml)
    {
        using Stream part = archive.CreateEntry(name).Open();
        part.Write(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml));
    }
}
