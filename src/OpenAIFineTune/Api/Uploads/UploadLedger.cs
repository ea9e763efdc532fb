using OpenAIFineTune.Streams;

namespace OpenAIFineTune.Api.Uploads;

/// <summary>
/// The record of what was uploaded where: a small file for each, which is replaced as a whole, so that sessions can
/// write at once and a crash leaves no half. It holds no key and no data.
/// </summary>
internal sealed class UploadLedger(string folder)
{
    /// <summary>True when something of that size went to that place: only then is the hash worth waiting for.</summary>
    public bool MayKnow(LedgerEntry entry)
        => Directory.Exists(folder) && Directory.EnumerateFiles(folder, $"{PrefixOf(entry)}*.json").Any();

    /// <summary>What is known about an entry's bytes; the entry itself when nothing is.</summary>
    public LedgerEntry Find(LedgerEntry entry)
        => Read<LedgerEntry>(PathOf(entry)) is LedgerEntry known && known.IsAbout(entry) ? known : entry;

    /// <summary>Keeps an entry.</summary>
    public void Save(LedgerEntry entry) => RecordFile.Write(PathOf(entry), entry);

    /// <summary>When an upload of the file as it is began that was never finished; null without one.</summary>
    public DateTimeOffset? FindStart(UploadStart start)
        => Read<UploadStart>(PathOf(start)) is UploadStart known && known == start with { At = known.At }
            ? known.At : null;

    /// <summary>Records that an upload begins.</summary>
    public void Save(UploadStart start) => RecordFile.Write(PathOf(start), start);

    /// <summary>Records that the upload has ended.</summary>
    public void Remove(UploadStart start) => File.Delete(PathOf(start));

    // What can't be read is as good as not there: at worst a file is uploaded once more.
    private static T? Read<T>(string path)
        where T : class
    {
        try
        {
            return RecordFile.Read<T>(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private static string PrefixOf(LedgerEntry entry)
        => $"{RecordFile.NameOf(entry.Place, entry.Purpose)[..16]}-{entry.Bytes}-";

    private string PathOf(LedgerEntry entry)
        => Path.Combine(folder, $"{PrefixOf(entry)}{entry.Hash[..16].ToLowerInvariant()}.json");

    private string PathOf(UploadStart start)
        => Path.Combine(folder, RecordFile.NameOf(start.Place, start.Purpose, start.Path) + ".started");
}
