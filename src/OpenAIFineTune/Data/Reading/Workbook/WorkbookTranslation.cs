using System.IO.Compression;
using System.Xml;
using OpenAIFineTune.Protocol.Files;

namespace OpenAIFineTune.Data.Reading.Workbook;

/// <summary>
/// A copy of a workbook in the words that the reader knows. It takes Strict Open XML for empty sheets and cells with
/// small references for cells without one, and says nothing of cells that hold errors.
/// </summary>
internal static class WorkbookTranslation
{
    /// <summary>Stands before the text of an error that a cell holds; a character that no text has.</summary>
    public const char ErrorMark = '\uFDD0';

    private const string Strict = "http://purl.oclc.org/ooxml/";

    private static readonly XmlReaderSettings s_reading = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CheckCharacters = false,
    };

    private static readonly XmlWriterSettings s_writing = new() { CheckCharacters = false };

    /// <summary>The copy, in a private file that is gone when it is closed.</summary>
    public static FileStream Of(FileSnapshot file, CancellationToken cancellation)
    {
        FileStream copy = PrivateFile.Create();
        try
        {
            using FileStream stored = file.OpenStored();
            using ZipArchive from = new(stored, ZipArchiveMode.Read);
            using (ZipArchive to = new(copy, ZipArchiveMode.Create, leaveOpen: true))
            {
                foreach (ZipArchiveEntry part in from.Entries.Where(IsXml))
                {
                    using Stream source = part.Open();
                    using Stream target = to.CreateEntry(part.FullName, CompressionLevel.Fastest).Open();
                    Translate(source, target, cancellation);
                }
            }

            copy.Position = 0;
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    private static bool IsXml(ZipArchiveEntry part)
        => part.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)
            || part.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase);

    private static void Translate(Stream source, Stream target, CancellationToken cancellation)
    {
        using XmlReader reader = XmlReader.Create(source, s_reading);
        using XmlWriter writer = XmlWriter.Create(target, s_writing);
        bool isErrorCell = false;
        bool isValue = false;
        while (reader.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    isErrorCell = reader.LocalName == "c" ? reader.GetAttribute("t") == "e" : isErrorCell;
                    isValue = reader.LocalName == "v";
                    WriteStart(reader, writer);
                    break;
                case XmlNodeType.EndElement:
                    writer.WriteFullEndElement();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    writer.WriteString(isErrorCell && isValue ? ErrorMark + reader.Value : reader.Value);
                    break;
                case XmlNodeType.SignificantWhitespace:
                    writer.WriteString(reader.Value);
                    break;
                default:
                    break;
            }
        }
    }

    private static void WriteStart(XmlReader reader, XmlWriter writer)
    {
        bool isEmpty = reader.IsEmptyElement;
        string element = reader.LocalName;
        writer.WriteStartElement(reader.Prefix, element, Transitional(reader.NamespaceURI));
        while (reader.MoveToNextAttribute())
        {
            string value = (element, reader.Name) switch
            {
                ("c", "r") or ("mergeCell", "ref") => reader.Value.ToUpperInvariant(),
                ("c", "t") when reader.Value == "e" => "str",
                _ => Transitional(reader.Value),
            };
            writer.WriteAttributeString(reader.Prefix, reader.LocalName, Transitional(reader.NamespaceURI), value);
        }

        if (isEmpty)
        {
            writer.WriteEndElement();
        }
    }

    /// <summary>
    /// A name of Strict Open XML as all of today's programs write it: the year stands behind the first word.
    /// </summary>
    private static string Transitional(string name)
    {
        if (!name.StartsWith(Strict, StringComparison.Ordinal))
        {
            return name;
        }

        string[] words = name[Strict.Length..].Split('/', 2);
        return $"http://schemas.openxmlformats.org/{words[0]}/2006/{words[^1]}";
    }
}
