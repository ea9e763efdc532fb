using System.Runtime.CompilerServices;
using System.Text.Json;
using OpenAIFineTune.Api.Transport;
using OpenAIFineTune.Api.Wire;

namespace OpenAIFineTune.Api;

/// <summary>What is needed of jobs to use their models.</summary>
internal sealed class JobLookup(FineTuneClient client)
{
    private const string Path = "fine_tuning/jobs";
    private const int PageSize = 100;

    /// <summary>All jobs, newest first.</summary>
    public async IAsyncEnumerable<FineTuneJob> ListAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        IAsyncEnumerable<JsonElement> jobs = Pages.ReadAsync<JsonElement>(
            client.Transport, Path, PageSize, job => job.Text("id") ?? "", after: null, cancellation);
        await foreach (JsonElement job in jobs.ConfigureAwait(false))
        {
            yield return Read(job);
        }
    }

    public async Task<FineTuneJob> GetAsync(string id, CancellationToken cancellation)
        => Read(await client.Transport.SendAsync<JsonElement>(
            new ApiRequest(HttpMethod.Get, $"{Path}/{ApiPath.Segment(id)}") { Target = id }, cancellation)
            .ConfigureAwait(false));

    private static FineTuneJob Read(JsonElement job) => new()
    {
        Id = job.Text("id") ?? "",
        Model = job.Text("model") ?? "",
        FineTunedModel = job.Text("fine_tuned_model"),
        Metadata = job.Members("metadata").ToDictionary(pair => pair.Name, pair => pair.Value.ToString()),
    };
}
