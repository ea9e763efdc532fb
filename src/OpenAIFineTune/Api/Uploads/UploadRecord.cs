using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api.Uploads;

/// <summary>
/// What the ledger has about the file that is being sent. The file is hashed while it is sent, and before only where
/// its hash decides something. Without a ledger nothing is remembered.
/// </summary>
internal sealed class UploadRecord
{
    private readonly object _saving = new();
    private readonly UploadLedger? _ledger;
    private readonly TransportLog _log;
    private readonly Lazy<Task<string>> _hash;
    private readonly UploadStart _start;
    private LedgerEntry _entry;

    public UploadRecord(FineTuneClient client, FilePart file, string purpose, CancellationToken cancellation)
    {
        File = file;
        Purpose = purpose;
        _ledger = client.Ledger;
        _log = client.Log;
        _entry = new LedgerEntry { Place = client.Place, Purpose = purpose, Bytes = file.Length };
        _start = UploadStart.Of(client, file, purpose);
        _hash = new Lazy<Task<string>>(() => Task.Run(() => file.HashAsync(cancellation), cancellation));
    }

    /// <summary>What is sent.</summary>
    public FilePart File { get; }

    /// <summary>What it is for.</summary>
    public string Purpose { get; }

    /// <summary>The hash of the bytes that were sent; null until all are.</summary>
    public string? SentHash { private get; set; }

    /// <summary>The hash of the file.</summary>
    public Task<string> HashAsync() => SentHash is string hash ? Task.FromResult(hash) : _hash.Value;

    /// <summary>What the ledger knows about the file; null when it knows nothing.</summary>
    public async Task<LedgerEntry?> FindAsync()
    {
        if (_ledger?.MayKnow(_entry) != true)
        {
            return null;
        }

        string hash = await HashAsync().ConfigureAwait(false);
        _entry = _ledger.Find(_entry with { Hash = hash });
        return _entry;
    }

    /// <summary>When a run that was ended half-way began to upload the file; null without one.</summary>
    public DateTimeOffset? FindInterrupted() => _ledger?.FindStart(_start);

    /// <summary>Remembers that the upload begins.</summary>
    public void Begin() => Keep(ledger => ledger.Save(_start));

    /// <summary>Remembers how far an upload is; parts may end at once, and the last record has them all.</summary>
    public Task KeepAsync(Func<PendingUpload> pending) => SaveAsync(entry => entry with { Pending = pending() });

    /// <summary>Remembers the file.</summary>
    public async Task FinishAsync(string fileId)
    {
        await SaveAsync(entry => entry with { FileId = fileId, Pending = null }).ConfigureAwait(false);
        Keep(ledger => ledger.Remove(_start));
    }

    private async Task SaveAsync(Func<LedgerEntry, LedgerEntry> change)
    {
        if (_ledger is null)
        {
            return;
        }

        string hash = await HashAsync().ConfigureAwait(false);
        Keep(ledger =>
        {
            lock (_saving)
            {
                _entry = change(_entry with { Hash = hash });
                ledger.Save(_entry);
            }
        });
    }

    // A record that can't be kept costs time in the future; the upload is worth more.
    private void Keep(Action<UploadLedger> keep)
    {
        try
        {
            if (_ledger is not null)
            {
                keep(_ledger);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _log.Verbose($"The upload could not be recorded: {e.Message}");
        }
    }
}
