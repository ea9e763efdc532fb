using System.Globalization;
using System.Text.Json.Nodes;
using OpenAIFineTune.Engine.Store;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>Files: upload, list, read, delete.</summary>
internal sealed class FileRoutes(EngineStores stores)
{
    // The limit and the purposes of OpenAI's API description 2.3.0.
    private const long MaxBytes = 512L * 1024 * 1024;
    private const int MaxPage = 10_000;

    private static readonly string[] s_purposes = ["assistants", "batch", "fine-tune", "vision", "user_data", "evals"];

    public IEnumerable<ProtocolRoute> All =>
    [
        new("POST", "files", CreateAsync),
        new("GET", "files", List),
        new("GET", "files/{id}", Get),
        new("DELETE", "files/{id}", Delete),
        new("GET", "files/{id}/content", Read),
    ];

    /// <summary>Checks the purpose of a file or of an upload.</summary>
    public static string CheckPurpose(string? purpose)
        => s_purposes.Contains(purpose)
            ? purpose!
            : throw RequestFailure.Invalid(
                "purpose", $"Invalid 'purpose': '{purpose}' is not one of {string.Join(", ", s_purposes)}.");

    private async Task<ProtocolResponse> CreateAsync(ProtocolRequest request, CancellationToken cancellation)
    {
        string temporary = stores.State.NewTemporaryFile();
        try
        {
            FileForm form = await FileForm.ReadAsync(request, "file", temporary, MaxBytes, cancellation)
                .ConfigureAwait(false);
            string purpose = CheckPurpose(form.Fields.GetValueOrDefault("purpose"));
            StoredFile file = stores.Files.Add(temporary, form.FileName, purpose, ExpiryOf(form.Fields));
            return ProtocolResponse.Json(file.Describe());
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private ProtocolResponse List(ProtocolRequest request)
    {
        string? purpose = request.Query["purpose"];
        string order = request.Query["order"] ?? "desc";
        IEnumerable<StoredFile> files = stores.Files.All().Where(file => purpose is null || file.Purpose == purpose);
        files = order switch
        {
            "asc" => files,
            "desc" => files.Reverse(),
            _ => throw RequestFailure.Invalid("order", $"Invalid 'order': '{order}' is neither asc nor desc."),
        };
        Page page = new(request, MaxPage, MaxPage);
        JsonObject list = page.Of([.. files], file => file.Id, file => file.Describe(), withEnds: true);

        // The description asks for texts even where there is no item.
        list["first_id"] ??= "";
        list["last_id"] ??= "";
        return ProtocolResponse.Json(list);
    }

    private ProtocolResponse Get(ProtocolRequest request) => ProtocolResponse.Json(Find(request).Describe());

    private ProtocolResponse Delete(ProtocolRequest request)
    {
        StoredFile file = Find(request);
        stores.Files.Remove(file);
        return ProtocolResponse.Json(ProtocolJson.Deleted(file.Id, "file"));
    }

    private ProtocolResponse Read(ProtocolRequest request)
        => ProtocolResponse.Content(stores.Files.Open(Find(request)));

    private StoredFile Find(ProtocolRequest request)
        => stores.Files.Find(request.Id) ?? throw RequestFailure.NotFound("File object", request.Id);

    private static long? ExpiryOf(IReadOnlyDictionary<string, string> fields)
    {
        if (!fields.TryGetValue("expires_after[seconds]", out string? text))
        {
            return null;
        }

        _ = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds);
        return UploadRoutes.CheckExpiry(seconds);
    }
}
