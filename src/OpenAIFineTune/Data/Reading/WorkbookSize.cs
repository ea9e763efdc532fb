using System.IO.Compression;

namespace OpenAIFineTune.Data.Reading;

/// <summary>Refuses workbooks that unpack to more than a machine can hold, whatever sizes they state themselves.</summary>
internal static class WorkbookSize
{
    // Worksheets pack to a tenth or so, the most repetitive to a fiftieth; a thousandth is what bombs are made of.
    private const int LargestRatio = 200;

    // Below this a ratio means nothing and the content fits anyway.
    private const long Harmless = 64L << 20;

    // All of these texts are in memory while the workbook is read.
    private const long LargestSharedStrings = 512L << 20;

    public static void Ensure(FileSnapshot file, long limit)
    {
        using FileStream stored = file.OpenStored();
        bool isPacked = stored.ReadByte() == 'P' && stored.ReadByte() == 'K';
        if (!isPacked)
        {
            return;
        }

        try
        {
            using ZipArchive archive = new(stored, ZipArchiveMode.Read);
            Measure(file, archive, limit);
        }
        catch (InvalidDataException e)
        {
            throw ReadingIssues.InvalidWorkbook(file, e.Message.TrimEnd('.'), e);
        }
    }

    private static void Measure(FileSnapshot file, ZipArchive archive, long limit)
    {
        byte[] buffer = new byte[128 * 1024];
        long total = 0;
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            bool isShared = entry.FullName.EndsWith("sharedStrings.xml", StringComparison.OrdinalIgnoreCase);
            long most = isShared ? LargestSharedStrings : limit;
            long size = 0;
            using Stream content = entry.Open();
            for (int read = content.Read(buffer); read > 0; read = content.Read(buffer))
            {
                size += read;
                total += read;
                if (size > most || total > limit || (total > Harmless && total / LargestRatio > file.Length))
                {
                    throw TooLarge(file, total);
                }
            }
        }
    }

    private static FineTuneException TooLarge(FileSnapshot file, long unpacked) => new(
        "WorkbookTooLarge",
        $"'{file.Path}' has {file.Length >> 10:N0} KB and unpacks to more than {unpacked >> 20:N0} MB; it is not read.")
    {
        Target = file.Path,
        Advice = "If the workbook is sound, save its sheet as CSV, which has no such limit.",
    };
}
