using System.IO.Compression;
using System.Xml;

namespace OpenAIFineTune.Data.Reading.Workbook;

/// <summary>
/// The names of a workbook's sheets, from its list of them alone: the sheets themselves may be large.
/// </summary>
internal static class WorkbookSheets
{
    private const string ListOfSheets = "xl/workbook.xml";
    private const long LongestList = 1 << 20;

    /// <summary>The sheets of an .xlsx file, in their order.</summary>
    public static IReadOnlyList<string> Of(string path)
    {
        using ZipArchive workbook = ZipFile.OpenRead(path);
        if (workbook.GetEntry(ListOfSheets) is not { Length: <= LongestList } list)
        {
            return [];
        }

        using Stream content = list.Open();
        using XmlReader xml = XmlReader.Create(content, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = LongestList,
        });
        List<string> names = [];
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "sheet" } && xml.GetAttribute("name") is string name)
            {
                names.Add(name);
            }
        }

        return names;
    }
}
