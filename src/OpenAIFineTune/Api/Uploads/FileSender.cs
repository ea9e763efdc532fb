using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api.Uploads;

/// <summary>
/// Brings a file to the service once: not again when the ledger knows it there, in parts when it is large, and with a
/// look for it when the answer to its upload was lost.
/// </summary>
internal sealed class FileSender(FineTuneClient client)
{
    private readonly UploadedFileFinder _finder = new(client.Files, client.Time.GetUtcNow());

    /// <summary>True to upload what the service has already.</summary>
    public bool AlwaysUpload { get; init; }

    /// <summary>Brings a file from the disk to the service.</summary>
    public Task<FineTuneFile> SendAsync(
        string path, string purpose, IProgress<TransferProgress>? progress, CancellationToken cancellation)
        => client.CallLimit.RunAsync(
            $"the upload of '{path}'", token => BringAsync(path, purpose, progress, token), cancellation);

    private async Task<FineTuneFile> BringAsync(
        string path, string purpose, IProgress<TransferProgress>? progress, CancellationToken cancellation)
    {
        UploadRecord record = new(client, FilePart.Whole(path), purpose, cancellation);
        FineTuneFile? known = AlwaysUpload
            ? null : await FindKnownAsync(record, cancellation).ConfigureAwait(false)
                ?? await FindInterruptedAsync(record, cancellation).ConfigureAwait(false);
        if (known is not null)
        {
            client.Log.Verbose(
                $"'{path}' is at {client.Connection.Name} already, as '{known.Id}'; it is not sent again.");
            return known;
        }

        record.Begin();
        FineTuneFile sent = await UploadAsync(record, progress, cancellation).ConfigureAwait(false);
        await record.FinishAsync(sent.Id).ConfigureAwait(false);
        return sent;
    }

    private async Task<FineTuneFile?> FindKnownAsync(UploadRecord record, CancellationToken cancellation)
    {
        string? id = (await record.FindAsync().ConfigureAwait(false))?.FileId;
        if (id is null)
        {
            return null;
        }

        try
        {
            FineTuneFile there = await client.Files.GetAsync(id, cancellation).ConfigureAwait(false);
            bool isGood = there.Bytes == record.File.Length && there.Status is not ("error" or "failed" or "deleted");
            there.IsReused = true;
            return isGood ? there : null;
        }
        catch (ApiException e) when (e.Status is HttpStatusCode.NotFound or HttpStatusCode.Forbidden)
        {
            return null;
        }
    }

    // A run that was ended between the service's answer and our record of it left a whole file there.
    private async Task<FineTuneFile?> FindInterruptedAsync(UploadRecord record, CancellationToken cancellation)
    {
        if (record.FindInterrupted() is not DateTimeOffset since)
        {
            return null;
        }

        try
        {
            FineTuneFile? there = await new UploadedFileFinder(client.Files, since)
                .FindAsync(record, cancellation).ConfigureAwait(false);
            if (there is not null)
            {
                there.IsReused = true;
                await record.FinishAsync(there.Id).ConfigureAwait(false);
            }

            return there;
        }
        catch (ApiException e) when (!Failure.LeavesOpen(e))
        {
            client.Log.Verbose($"Whether '{record.File.Path}' was uploaded before can't be looked up: {e.Message}");
            return null;
        }
    }

    private async Task<FineTuneFile> UploadAsync(
        UploadRecord record, IProgress<TransferProgress>? progress, CancellationToken cancellation)
    {
        if (record.File.Length > client.Connection.Profile.PartsAbove)
        {
            PartedUpload upload = new(client, _finder, progress);
            FineTuneFile? sent = await upload.SendAsync(record, cancellation).ConfigureAwait(false);
            if (sent is not null)
            {
                return sent;
            }
        }

        return await new OnceOnly(client).RunAsync(
            () => PostAsync(record, progress, cancellation),
            () => _finder.FindAsync(record, cancellation),
            cancellation).ConfigureAwait(false);
    }

    private async Task<FineTuneFile> PostAsync(
        UploadRecord record, IProgress<TransferProgress>? progress, CancellationToken cancellation)
    {
        FilePart file = record.File;
        Dictionary<string, string> fields = new() { ["purpose"] = record.Purpose };
        ApiRequest request = new(HttpMethod.Post, "files")
        {
            Content = () => new MultipartFileContent(
                fields, file, sent => progress?.Report(new TransferProgress(sent, file.Length)))
            {
                Hashed = hash => record.SentHash = hash,
            },
            UploadBytes = file.Length,
            IsRepeatable = false,
            Target = file.Path,
        };
        JsonElement response = await client.Transport
            .SendAsync<JsonElement>(request, cancellation).ConfigureAwait(false);
        return client.Files.Read(response);
    }
}
