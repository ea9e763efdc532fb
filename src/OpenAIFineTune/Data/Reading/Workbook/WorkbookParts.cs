using System.IO.Compression;

namespace OpenAIFineTune.Data.Reading.Workbook;

/// <summary>
/// Goes through a workbook before it is read: refuses those that unpack to more than a machine can hold, whatever sizes
/// they state themselves, and sees what the reader would take wrongly.
/// </summary>
internal static class WorkbookParts
{
    // All of these texts are in memory while the workbook is read.
    private const long LargestSharedStrings = 512L << 20;

    /// <summary>True when the workbook has to be read as <see cref="WorkbookTranslation"/> gives it.</summary>
    public static bool NeedTranslation(FileSnapshot file, ReadingOptions options)
    {
        using FileStream stored = file.OpenStored();
        bool isPacked = stored.ReadByte() == 'P' && stored.ReadByte() == 'K';
        if (!isPacked)
        {
            return false;
        }

        try
        {
            using ZipArchive archive = new(stored, ZipArchiveMode.Read);
            return GoThrough(file, archive, options);
        }
        catch (InvalidDataException e)
        {
            throw ReadingIssues.InvalidWorkbook(file, "its archive is damaged or was cut off", e);
        }
    }

    private static bool GoThrough(FileSnapshot file, ZipArchive archive, ReadingOptions options)
    {
        byte[] buffer = new byte[128 * 1024];
        WorkbookScan scan = new();
        long total = 0;
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            bool isShared = entry.FullName.EndsWith("sharedStrings.xml", StringComparison.OrdinalIgnoreCase);
            long most = isShared ? LargestSharedStrings : options.MaxUnpackedBytes;
            long size = 0;
            scan.StartPart();
            using Stream content = entry.Open();
            for (int read = content.Read(buffer); read > 0; read = content.Read(buffer))
            {
                options.Cancellation.ThrowIfCancellationRequested();
                size += read;
                total += read;
                if (size > most || total > options.MaxUnpackedBytes || UnpackLimit.IsExceeded(file, total))
                {
                    throw TooLarge(file, total);
                }

                scan.Add(buffer.AsSpan(0, read));
            }
        }

        return scan.NeedsTranslation;
    }

    private static FineTuneException TooLarge(FileSnapshot file, long unpacked) => new(
        "WorkbookTooLarge",
        $"'{file.Path}' has {file.Length >> 10:N0} KB and unpacks to more than {unpacked >> 20:N0} MB; it is not read.")
    {
        Target = file.Path,
        Advice = "If the workbook is sound, save its sheet as CSV, which has no such limit.",
    };
}
