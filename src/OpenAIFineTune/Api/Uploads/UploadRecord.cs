using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api.Uploads;

/// <summary>What the ledger has about the file that is being sent. Without a ledger it remembers nothing.</summary>
internal sealed class UploadRecord(UploadLedger? ledger, LedgerEntry entry, ITransportLog log)
{
    private readonly object _saving = new();
    private LedgerEntry _entry = ledger?.Find(entry) ?? entry;

    /// <summary>The hash of the file.</summary>
    public string Sha256 => _entry.Sha256;

    /// <summary>The id of the file at the service; null when none is known.</summary>
    public string? FileId => _entry.FileId;

    /// <summary>The upload that was interrupted; null when none was.</summary>
    public PendingUpload? Pending => _entry.Pending;

    /// <summary>Remembers how far an upload is; parts may end at the same time, and the last record has them all.</summary>
    public void Keep(Func<PendingUpload> pending) => Save(() => _entry with { Pending = pending() });

    /// <summary>Remembers the file.</summary>
    public void Finish(string fileId) => Save(() => _entry with { FileId = fileId, Pending = null });

    // A record that can't be kept costs time in the future; the upload is worth more.
    private void Save(Func<LedgerEntry> change)
    {
        lock (_saving)
        {
            _entry = change();
            try
            {
                ledger?.Save(_entry);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                log.Verbose($"The upload could not be recorded: {e.Message}");
            }
        }
    }
}
