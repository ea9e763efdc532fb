using System.Text.Json.Nodes;

namespace OpenAIFineTune.Engine.Store;

/// <summary>A fine-tuned model, found by the short id in its name.</summary>
internal sealed record StoredModel(string ModelId, string Name, string JobId, int Epoch, long CreatedAt) : StoredRecord
{
    /// <summary>The organization that owns what is trained here.</summary>
    public const string Owner = "local";

    public bool IsDeleted { get; init; }

    public override bool Fits(string path)
        => Path.GetFileNameWithoutExtension(path) == ModelId
            && Name is not null && JobId is not null && ResourceId.IsValid(JobId, JobStore.Prefix);

    public static JsonObject Describe(string name, long created, string owner) => new()
    {
        ["id"] = name,
        ["object"] = "model",
        ["created"] = created,
        ["owned_by"] = owner,
        ["shutdown_date"] = null,
    };

    public JsonObject Describe() => Describe(Name, CreatedAt, Owner);
}
