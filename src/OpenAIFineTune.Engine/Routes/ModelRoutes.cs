using System.Text.Json.Nodes;
using OpenAIFineTune.Engine.Learning;
using OpenAIFineTune.Engine.Store;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>Models: the base models of all learners, and what was trained here.</summary>
internal sealed class ModelRoutes
{
    // Base models are taken for as old as the module's first version, 2026-11-23.
    private const long BaseCreated = 1_795_392_000;

    private readonly ModelStore _models;
    private readonly Learners _learners;

    public ModelRoutes(EngineStores stores)
    {
        _models = stores.Models;
        _learners = stores.Learners;
    }

    public IEnumerable<ProtocolRoute> All =>
    [
        new("GET", "models", ListAsync),
        new("GET", "models/{model}", GetAsync),
        new("DELETE", "models/{model}", DeleteAsync),
    ];

    private Task<ProtocolResponse> ListAsync(ProtocolRequest request, CancellationToken cancellation)
        => Task.FromResult(ProtocolResponse.Json(ProtocolJson.List(
            _learners.Bases.Select(DescribeBase).Concat(_models.All().Select(model => model.Describe())))));

    private Task<ProtocolResponse> GetAsync(ProtocolRequest request, CancellationToken cancellation)
        => Task.FromResult(ProtocolResponse.Json(
            IsBase(request.Id) ? DescribeBase(request.Id) : Find(request.Id).Describe()));

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
        await _models.RemoveAsync(model).ConfigureAwait(false);
        return ProtocolResponse.Json(new JsonObject { ["id"] = model.Name, ["object"] = "model", ["deleted"] = true });
    }

    private bool IsBase(string name) => _learners.ForBase(name) is not null;

    private StoredModel Find(string name) => _models.Find(name) ?? throw RequestFailure.UnknownModel(name);

    private static JsonObject DescribeBase(string name) => StoredModel.Describe(name, BaseCreated, "openaifinetune");
}
