using OpenAIFineTune.Api.Transport;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.Api.Models;

/// <summary>The models that a service offers, joined with the jobs that made them.</summary>
internal sealed class ModelsClient(FineTuneClient client)
{
    private readonly ApiTransport _transport = client.Transport;

    /// <summary>All models. They come in one answer, without pages (OpenAI's API description 2.3.0).</summary>
    public async Task<IReadOnlyList<FineTunedModel>> ListAsync(CancellationToken cancellation)
    {
        ListResponse<ModelResponse> answer = await _transport
            .SendAsync<ListResponse<ModelResponse>>(new ApiRequest(HttpMethod.Get, "models"), cancellation)
            .ConfigureAwait(false);
        IReadOnlyList<ModelResponse> models = answer.Items;
        ModelFacts facts = new(client, models);
        await facts.AddJobsAsync(only: null, cancellation).ConfigureAwait(false);
        return [.. models.Select(facts.Describe)];
    }

    /// <summary>One model.</summary>
    public async Task<FineTunedModel> GetAsync(string name, CancellationToken cancellation)
    {
        ApiRequest request = new(HttpMethod.Get, PathOf(name)) { Target = name };
        ModelResponse model = await _transport.SendAsync<ModelResponse>(request, cancellation).ConfigureAwait(false);
        ModelFacts facts = new(client, [model]);
        await facts.AddJobsAsync(only: ModelName.WithoutCheckpoint(name), cancellation).ConfigureAwait(false);
        return facts.Describe(model);
    }

    /// <summary>Deletes a fine-tuned model.</summary>
    public async Task DeleteAsync(string name, CancellationToken cancellation)
    {
        ApiRequest request = new(HttpMethod.Delete, PathOf(name)) { Target = name };
        await _transport.DoAsync(request, cancellation).ConfigureAwait(false);
    }

    private static string PathOf(string name) => $"models/{ApiPath.Segment(name)}";
}
