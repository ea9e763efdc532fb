using System.Text;
using OpenAIFineTune.Data.Reading.Workbook;

namespace OpenAIFineTune.Tests.Data.Reading.Workbook;

public sealed class WorkbookScanTests
{
    private static bool Finds(string text, int blockLength)
    {
        WorkbookScan scan = new();
        scan.StartPart();
        foreach (byte[] block in Encoding.UTF8.GetBytes(text).Chunk(blockLength))
        {
            scan.Add(block);
        }

        return scan.NeedsTranslation;
    }

    [Theory]
    [InlineData("<c r=\"b2\"><v>1</v></c>", true)]
    [InlineData("<c s=\"1\" r='b2'/>", true)]
    [InlineData("<c r=\"A1\" t=\"e\"><v>#N/A</v></c>", true)]
    [InlineData("xmlns=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"", true)]
    [InlineData("<c r=\"B2\" t=\"s\"><v>1</v></c><row r=\"3\" spans=\"1:2\"/>", false)]
    public void What_has_to_be_translated_is_found_wherever_blocks_meet(string text, bool isFound)
    {
        string around = new('x', 100);
        for (int length = 32; length < 80; length++)
        {
            Assert.Equal(isFound, Finds(around + text + around, length));
        }
    }
}
