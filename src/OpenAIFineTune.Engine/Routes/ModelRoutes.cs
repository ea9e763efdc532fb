using System.Text.Json.Nodes;
using OpenAIFineTune.Engine.Store;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>Models: the base models of all learners, and what was trained here.</summary>
internal sealed class ModelRoutes(EngineStores stores)
{
    // Base models are taken for as old as the module's first version, 2026-11-23.
    private const long BaseCreated = 1_795_392_000;

    public IEnumerable<ProtocolRoute> All =>
    [
        new("GET", "models", List),
        new("GET", "models/{model}", Get),
        new("DELETE", "models/{model}", DeleteAsync),
    ];

    private ProtocolResponse List(ProtocolRequest request)
        => ProtocolResponse.Json(ProtocolJson.List(
            stores.Learners.Bases.Select(DescribeBase).Concat(stores.Models.All().Select(model => model.Describe()))));

    private ProtocolResponse Get(ProtocolRequest request)
        => ProtocolResponse.Json(IsBase(request.Id) ? DescribeBase(request.Id) : Find(request.Id).Describe());

    private async Task<ProtocolResponse> DeleteAsync(ProtocolRequest request, CancellationToken cancellation)
    {
        if (IsBase(request.Id))
        {
            throw new RequestFailure(403, $"'{request.Id}' is a base model; only fine-tuned models can be deleted.")
            {
                Param = "model",
                Code = "not_owner",
            };
        }

        StoredModel model = Find(request.Id);
        await stores.Models.RemoveAsync(model).ConfigureAwait(false);
        return ProtocolResponse.Json(ProtocolJson.Deleted(model.Name, "model"));
    }

    private bool IsBase(string name) => stores.Learners.ForBase(name) is not null;

    private StoredModel Find(string name) => stores.Models.Find(name) ?? throw RequestFailure.UnknownModel(name);

    private static JsonObject DescribeBase(string name) => StoredModel.Describe(name, BaseCreated, "openaifinetune");
}
