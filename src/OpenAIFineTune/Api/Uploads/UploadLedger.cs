using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace OpenAIFineTune.Api.Uploads;

/// <summary>
/// The record of what was uploaded where: a small file for each, which is replaced as a whole, so that sessions can
/// write at once and a crash leaves no half. It holds no key and no data.
/// </summary>
internal sealed class UploadLedger(string folder)
{
    private static readonly JsonSerializerOptions s_options = new() { WriteIndented = true };

    /// <summary>What is known about an entry's bytes; the entry itself when nothing is.</summary>
    public LedgerEntry Find(LedgerEntry entry)
    {
        try
        {
            LedgerEntry? known = JsonSerializer.Deserialize<LedgerEntry>(File.ReadAllBytes(PathOf(entry)), s_options);
            return known is not null && KeyOf(known) == KeyOf(entry) ? known : entry;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return entry;
        }
    }

    /// <summary>Keeps an entry.</summary>
    public void Save(LedgerEntry entry)
    {
        _ = Directory.CreateDirectory(folder);
        string path = PathOf(entry);
        string part = $"{path}.{Guid.NewGuid():N}.part";
        File.WriteAllBytes(part, JsonSerializer.SerializeToUtf8Bytes(entry, s_options));
        File.Move(part, path, overwrite: true);
    }

    private static string KeyOf(LedgerEntry entry) => $"{entry.Place}\n{entry.Purpose}\n{entry.Sha256}";

    private string PathOf(LedgerEntry entry)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(KeyOf(entry)));
        return Path.Combine(folder, $"{Convert.ToHexString(hash, 0, 16).ToLowerInvariant()}.json");
    }
}
