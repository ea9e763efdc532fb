using System.Text.Json.Nodes;
using OpenAIFineTune.Engine.Store;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>Uploads in parts.</summary>
internal sealed class UploadRoutes(EngineStores stores)
{
    // OpenAI's API description 2.3.0: parts up to 64 MB, files up to 8 GB, expiry from an hour to thirty days.
    private const long MaxPartBytes = 64L * 1024 * 1024;
    private const long MaxBytes = 8L * 1024 * 1024 * 1024;
    private const long MinExpiry = 3600;
    private const long MaxExpiry = 2_592_000;

    public IEnumerable<ProtocolRoute> All =>
    [
        new("POST", "uploads", CreateAsync),
        new("POST", "uploads/{id}/parts", AddPartAsync),
        new("POST", "uploads/{id}/complete", CompleteAsync),
        new("POST", "uploads/{id}/cancel", CancelAsync),
    ];

    private long Now => stores.Jobs.Now;

    /// <summary>Checks for how many seconds a file is to be kept.</summary>
    public static long CheckExpiry(long seconds)
        => seconds is >= MinExpiry and <= MaxExpiry
            ? seconds
            : throw RequestFailure.Invalid(
                "expires_after.seconds", $"Invalid 'expires_after.seconds': it must be {MinExpiry} to {MaxExpiry}.");

    private async Task<ProtocolResponse> CreateAsync(ProtocolRequest request, CancellationToken cancellation)
    {
        Arguments arguments = await request.ReadArgumentsAsync(cancellation).ConfigureAwait(false);
        _ = arguments.RequiredText("mime_type");
        string fileName = arguments.RequiredText("filename");
        string purpose = FileRoutes.CheckPurpose(arguments.RequiredText("purpose"));
        long bytes = arguments.Integer("bytes", 0, MaxBytes) ?? throw RequestFailure.Missing("bytes");
        StoredUpload upload = new(ResourceId.New(UploadStore.Prefix), fileName, purpose, bytes, Now)
        {
            ExpireSeconds = arguments["expires_after"] is null ? null : ReadExpiry(arguments.Nested("expires_after")),
        };
        stores.Uploads.Save(upload);
        return ProtocolResponse.Json(upload.Describe(Now));
    }

    private async Task<ProtocolResponse> AddPartAsync(ProtocolRequest request, CancellationToken cancellation)
    {
        StoredUpload upload = FindPending(request);
        string temporary = stores.State.NewTemporaryFile();
        try
        {
            _ = await FileForm.ReadAsync(request, "data", temporary, MaxPartBytes, cancellation).ConfigureAwait(false);
            using (await stores.Uploads.LockAsync(upload, cancellation).ConfigureAwait(false))
            {
                upload = FindPending(request);
                return ProtocolResponse.Json(new JsonObject
                {
                    ["id"] = stores.Uploads.AddPart(upload, temporary),
                    ["object"] = "upload.part",
                    ["created_at"] = Now,
                    ["upload_id"] = upload.Id,
                });
            }
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private async Task<ProtocolResponse> CompleteAsync(ProtocolRequest request, CancellationToken cancellation)
    {
        Arguments arguments = await request.ReadArgumentsAsync(cancellation).ConfigureAwait(false);
        IReadOnlyList<string> partIds = arguments.Texts("part_ids");
        using (await stores.Uploads.LockAsync(FindPending(request), cancellation).ConfigureAwait(false))
        {
            StoredUpload upload = FindPending(request);
            if (partIds.FirstOrDefault(id => !stores.Uploads.HasPart(upload, id)) is string missing)
            {
                throw RequestFailure.Invalid("part_ids", $"The upload {upload.Id} has no part {missing}.");
            }

            // Before they are joined: a list may name a part as often as it likes.
            CheckLength(upload, stores.Uploads.LengthOf(upload, partIds));
            string joined = stores.State.NewTemporaryFile();
            try
            {
                string md5 = await stores.Uploads.JoinAsync(upload, partIds, joined, cancellation)
                    .ConfigureAwait(false);
                CheckMd5(md5, arguments.Text("md5"));
                StoredFile file = stores.Files.Add(joined, upload.FileName, upload.Purpose, upload.ExpireSeconds);
                upload = upload with { Status = "completed", FileId = file.Id };
                stores.Uploads.Save(upload);
                stores.Uploads.RemoveParts(upload);
                return ProtocolResponse.Json(upload.Describe(Now, file));
            }
            finally
            {
                File.Delete(joined);
            }
        }
    }

    private async Task<ProtocolResponse> CancelAsync(ProtocolRequest request, CancellationToken cancellation)
    {
        using (await stores.Uploads.LockAsync(FindPending(request), cancellation).ConfigureAwait(false))
        {
            StoredUpload upload = FindPending(request) with { Status = "cancelled" };
            stores.Uploads.Save(upload);
            stores.Uploads.RemoveParts(upload);
            return ProtocolResponse.Json(upload.Describe(Now));
        }
    }

    // What is misspelt here would keep for ever what was to go.
    private static long ReadExpiry(Arguments expiry)
    {
        expiry.AllowOnly("anchor", "seconds");
        _ = expiry.Text("anchor");
        return expiry.Integer("seconds", MinExpiry, MaxExpiry) ?? throw expiry.Missing("seconds");
    }

    private StoredUpload FindPending(ProtocolRequest request)
    {
        StoredUpload upload = stores.Uploads.Find(request.Id)
            ?? throw RequestFailure.NotFound("Upload object", request.Id);
        string status = upload.StatusAt(Now);
        return status == "pending"
            ? upload
            : throw RequestFailure.Invalid("upload_id", $"The upload {upload.Id} is {status} and takes nothing more.");
    }

    private static void CheckLength(StoredUpload upload, long bytes)
    {
        if (bytes != upload.Bytes)
        {
            throw RequestFailure.Invalid(
                "bytes", $"The parts have {bytes} bytes, and the upload was to have {upload.Bytes}.");
        }
    }

    private static void CheckMd5(string md5, string? wantedMd5)
    {
        if (wantedMd5 is not null && !md5.Equals(wantedMd5, StringComparison.OrdinalIgnoreCase))
        {
            throw RequestFailure.Invalid("md5", "The MD5 of the parts is not the one that was given.");
        }
    }
}
