using System.Net;
using System.Text.Json;
using OpenAIFineTune.Api.Files;
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

    public async Task<FineTuneFile> SendAsync(
        string path, string purpose, IProgress<TransferProgress>? progress, CancellationToken cancellation)
    {
        FilePart file = FilePart.Whole(path);
        UploadRecord record = new(client, file, purpose, cancellation);
        FineTuneFile? known = AlwaysUpload
            ? null
            : await FindKnownAsync(record, file, cancellation).ConfigureAwait(false)
                ?? await FindInterruptedAsync(record, file, purpose, cancellation).ConfigureAwait(false);
        if (known is not null)
        {
            client.Log.Verbose(
                $"'{path}' is at {client.Connection.Name} already, as '{known.Id}'; it is not sent again.");
            return known;
        }

        record.Begin();
        FineTuneFile sent = await UploadAsync(file, purpose, record, progress, cancellation).ConfigureAwait(false);
        await record.FinishAsync(sent.Id).ConfigureAwait(false);
        return sent;
    }

    private async Task<FineTuneFile?> FindKnownAsync(UploadRecord record, FilePart file, CancellationToken cancellation)
    {
        string? id = (await record.FindAsync().ConfigureAwait(false))?.FileId;
        if (id is null)
        {
            return null;
        }

        try
        {
            FineTuneFile there = await client.Files.GetAsync(id, cancellation).ConfigureAwait(false);
            bool isGood = there.Bytes == file.Length && there.Status is not ("error" or "failed" or "deleted");
            return isGood ? there.AsReused() : null;
        }
        catch (ApiException e) when (e.Status is HttpStatusCode.NotFound or HttpStatusCode.Forbidden)
        {
            return null;
        }
    }

    // A run that was ended between the service's answer and our record of it left a whole file there.
    private async Task<FineTuneFile?> FindInterruptedAsync(
        UploadRecord record, FilePart file, string purpose, CancellationToken cancellation)
    {
        if (record.FindInterrupted() is not DateTimeOffset since)
        {
            return null;
        }

        try
        {
            FineTuneFile? there = await new UploadedFileFinder(client.Files, since)
                .FindAsync(file, purpose, record, cancellation).ConfigureAwait(false);
            await (there is null ? Task.CompletedTask : record.FinishAsync(there.Id)).ConfigureAwait(false);
            return there?.AsReused();
        }
        catch (ApiException e) when (!Failure.LeavesOpen(e))
        {
            client.Log.Verbose($"Whether '{file.Path}' was uploaded before can't be looked up: {e.Message}");
            return null;
        }
    }

    private async Task<FineTuneFile> UploadAsync(
        FilePart file,
        string purpose,
        UploadRecord record,
        IProgress<TransferProgress>? progress,
        CancellationToken cancellation)
    {
        if (file.Length > client.Connection.Profile.PartsAbove)
        {
            PartedUpload upload = new(client, _finder, progress);
            FineTuneFile? sent = await upload.SendAsync(file, purpose, record, cancellation).ConfigureAwait(false);
            if (sent is not null)
            {
                return sent;
            }
        }

        return await new OnceOnly(client).RunAsync(
            () => PostAsync(file, purpose, progress, cancellation),
            () => _finder.FindAsync(file, purpose, record, cancellation),
            cancellation).ConfigureAwait(false);
    }

    private async Task<FineTuneFile> PostAsync(
        FilePart file, string purpose, IProgress<TransferProgress>? progress, CancellationToken cancellation)
    {
        Dictionary<string, string> fields = new() { ["purpose"] = purpose };
        ApiRequest request = new(HttpMethod.Post, "files")
        {
            Content = () => new MultipartFileContent(
                fields, file, sent => progress?.Report(new TransferProgress(sent, file.Length))),
            UploadBytes = file.Length,
            IsRepeatable = false,
            Target = file.Path,
        };
        JsonElement answer = await client.Transport
            .SendAsync<JsonElement>(request, cancellation).ConfigureAwait(false);
        return FileReader.Read(answer, client.Connection);
    }
}
