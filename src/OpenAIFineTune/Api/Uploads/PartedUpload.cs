using System.Collections.Concurrent;
using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api.Uploads;

/// <summary>Uploads a file in parts, several at once, and goes on with an upload that was interrupted.</summary>
internal sealed class PartedUpload(
    FineTuneClient client, UploadedFileFinder finder, IProgress<TransferProgress>? progress)
{
    private const int PartsAtOnce = 4;

    // An upload that is about to expire is not worth going on with.
    private static readonly TimeSpan s_margin = TimeSpan.FromMinutes(1);

    // OpenAI's API description 2.3.0: an upload lives for an hour.
    private static readonly TimeSpan s_life = TimeSpan.FromHours(1);

    private readonly UploadsClient _uploads = new(client.Transport);

    /// <summary>The uploaded file; null when the service has no uploads in parts.</summary>
    public async Task<FineTuneFile?> SendAsync(UploadRecord record, CancellationToken cancellation)
    {
        if (await ResumableAsync(record).ConfigureAwait(false) is PendingUpload interrupted)
        {
            try
            {
                client.Log.Verbose(
                    $"Going on with the upload '{interrupted.Id}' of '{record.File.Path}', "
                    + $"of which the service has {interrupted.Parts.Count} parts.");
                return await FinishAsync(record, interrupted, cancellation).ConfigureAwait(false);
            }
            catch (ApiException e) when (IsGone(e))
            {
                client.Log.Verbose($"The upload '{interrupted.Id}' can't go on ({e.Message}); starting anew.");
            }
        }

        return await StartAsync(record, cancellation).ConfigureAwait(false);
    }

    private static bool IsGone(ApiException e)
        => e.Status is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Gone;

    private async Task<PendingUpload?> ResumableAsync(UploadRecord record)
    {
        LedgerEntry? entry = await record.FindAsync().ConfigureAwait(false);
        if (entry?.Pending is not PendingUpload pending || pending.PartBytes != client.Connection.Profile.PartBytes)
        {
            return null;
        }

        if (pending.ExpiresAt - s_margin > client.Time.GetUtcNow())
        {
            return pending;
        }

        client.Log.Verbose($"The upload '{pending.Id}' that was interrupted has expired; starting anew.");
        return null;
    }

    private async Task<FineTuneFile?> StartAsync(UploadRecord record, CancellationToken cancellation)
    {
        JsonElement created;
        try
        {
            created = await _uploads.CreateAsync(record.File, record.Purpose, cancellation).ConfigureAwait(false);
        }
        catch (ApiException e) when (e.Status is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed)
        {
            client.Log.Verbose(
                $"{client.Connection.Name} takes no uploads in parts; '{record.File.Path}' goes in one piece.");
            return null;
        }

        PendingUpload pending = new()
        {
            Id = created.Text("id") ?? "",
            ExpiresAt = created.Time("expires_at") ?? client.Time.GetUtcNow() + s_life,
            PartBytes = client.Connection.Profile.PartBytes,
        };
        return await FinishAsync(record, pending, cancellation).ConfigureAwait(false);
    }

    private async Task<FineTuneFile> FinishAsync(
        UploadRecord record, PendingUpload pending, CancellationToken cancellation)
    {
        FilePart file = record.File;
        IReadOnlyList<FilePart> parts = file.Split(pending.PartBytes);
        ConcurrentDictionary<int, string> done = new(pending.Parts);
        long[] through = [.. parts.Select((part, number) => done.ContainsKey(number) ? part.Length : 0)];
        _ = record.HashAsync(); // Beside the sending: each part that is through is recorded under it.
        Task<string> checksum = Task.Run(() => file.ChecksumAsync(cancellation), cancellation);
        ParallelOptions options = new() { MaxDegreeOfParallelism = PartsAtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(
            Enumerable.Range(0, parts.Count).Where(number => !done.ContainsKey(number)),
            options,
            async (number, _) =>
            {
                // Not the loop's token: when a part fails, those under way are worth having for the next try.
                Action<long> report = sent => Report(record, through, number, sent);
                JsonElement part = await _uploads
                    .SendPartAsync(pending.Id, parts[number], report, cancellation).ConfigureAwait(false);
                done[number] = part.Text("id") ?? "";
                await record.KeepAsync(() => pending with { Parts = new Dictionary<int, string>(done) })
                    .ConfigureAwait(false);
            }).ConfigureAwait(false);
        string[] ids = [.. Enumerable.Range(0, parts.Count).Select(number => done[number])];
        string md5 = await checksum.ConfigureAwait(false);
        return await CompleteAsync(record, (pending.Id, ids, md5), cancellation).ConfigureAwait(false);
    }

    private void Report(UploadRecord record, long[] through, int part, long sent)
    {
        Volatile.Write(ref through[part], sent);
        progress?.Report(new TransferProgress(through.Sum(), record.File.Length));
    }

    private Task<FineTuneFile> CompleteAsync(
        UploadRecord record,
        (string Id, IReadOnlyList<string> Parts, string Md5) upload,
        CancellationToken cancellation)
        => new OnceOnly(client).RunAsync(
            async () =>
            {
                JsonElement response = await _uploads
                    .CompleteAsync(upload.Id, upload.Parts, upload.Md5, record.File.Path, cancellation)
                    .ConfigureAwait(false);
                return response.Field("file") is { ValueKind: JsonValueKind.Object } there
                    ? client.Files.Read(there)
                    : throw new HttpRequestException("The service completed the upload and named no file.");
            },
            () => finder.FindAsync(record, cancellation),
            cancellation);
}
