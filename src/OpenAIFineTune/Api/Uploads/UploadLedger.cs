using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OpenAIFineTune.Streams;

namespace OpenAIFineTune.Api.Uploads;

/// <summary>
/// The record of what was uploaded where: a small file for each, which is replaced as a whole, so that sessions can
/// write at once and a crash leaves no half. It holds no key and no data.
/// </summary>
internal sealed class UploadLedger(string folder)
{
    private static readonly JsonSerializerOptions s_options = new() { WriteIndented = true };

    /// <summary>True when something of that size went to that place: only then is the hash worth waiting for.</summary>
    public bool MayKnow(LedgerEntry entry)
        => Directory.Exists(folder) && Directory.EnumerateFiles(folder, $"{PrefixOf(entry)}*.json").Any();

    /// <summary>What is known about an entry's bytes; the entry itself when nothing is.</summary>
    public LedgerEntry Find(LedgerEntry entry)
    {
        try
        {
            LedgerEntry? known = JsonSerializer.Deserialize<LedgerEntry>(File.ReadAllBytes(PathOf(entry)), s_options);
            return known is not null && known.IsAbout(entry) ? known : entry;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return entry;
        }
    }

    /// <summary>Keeps an entry.</summary>
    public void Save(LedgerEntry entry)
        => RecordFile.Write(PathOf(entry), JsonSerializer.SerializeToUtf8Bytes(entry, s_options));

    /// <summary>When an upload of the file as it is began that was never finished; null without one.</summary>
    public DateTimeOffset? FindStart(UploadStart start)
    {
        try
        {
            UploadStart? known = JsonSerializer.Deserialize<UploadStart>(File.ReadAllBytes(PathOf(start)), s_options);
            return known == start with { At = known?.At ?? default } ? known.At : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Records that an upload begins.</summary>
    public void Save(UploadStart start)
        => RecordFile.Write(PathOf(start), JsonSerializer.SerializeToUtf8Bytes(start, s_options));

    /// <summary>Records that the upload has ended.</summary>
    public void Remove(UploadStart start) => File.Delete(PathOf(start));

    private static string PrefixOf(LedgerEntry entry)
    {
        byte[] place = SHA256.HashData(Encoding.UTF8.GetBytes($"{entry.Place}\n{entry.Purpose}"));
        return $"{Convert.ToHexString(place, 0, 8).ToLowerInvariant()}-{entry.Bytes}-";
    }

    private string PathOf(LedgerEntry entry)
        => Path.Combine(folder, $"{PrefixOf(entry)}{entry.Hash[..16].ToLowerInvariant()}.json");

    private string PathOf(UploadStart start)
    {
        byte[] key = SHA256.HashData(Encoding.UTF8.GetBytes($"{start.Place}\n{start.Purpose}\n{start.Path}"));
        return Path.Combine(folder, Convert.ToHexString(key, 0, 16).ToLowerInvariant() + ".started");
    }
}
