using OpenAIFineTune.Api.Jobs;
using OpenAIFineTune.Api.Transport;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.Api.Models;

/// <summary>The models that a service offers, joined with the jobs that made them.</summary>
internal sealed class ModelsClient(FineTuneClient client)
{
    /// <summary>All models. They come in one response, without pages (OpenAI's API description 2.3.0).</summary>
    public async Task<IReadOnlyList<FineTunedModel>> ListAsync(CancellationToken cancellation)
    {
        Pages.Page all = await client.Transport
            .SendAsync<Pages.Page>(new ApiRequest(HttpMethod.Get, "models"), cancellation).ConfigureAwait(false);
        JsonElement[] models = [.. all.Items];
        Dictionary<string, FineTuneJob> jobs = await JobsAsync(only: null, cancellation).ConfigureAwait(false);
        ILookup<string?, DateOnly?> days = DaysOf(models);
        return [.. models.Select(model => Describe(model, days, jobs))];
    }

    /// <summary>One model.</summary>
    public async Task<FineTunedModel> GetAsync(string name, CancellationToken cancellation)
    {
        JsonElement model = await ReadAsync(name, cancellation).ConfigureAwait(false);
        Dictionary<string, FineTuneJob> jobs =
            await JobsAsync(ModelName.WithoutCheckpoint(name), cancellation).ConfigureAwait(false);
        return Describe(model, DaysOf(model), jobs);
    }

    /// <summary>The day on which the service switches a model off; null when it names none.</summary>
    public async Task<DateOnly?> ShutdownOfAsync(string name, CancellationToken cancellation)
        => DayOf(await ReadAsync(name, cancellation).ConfigureAwait(false));

    /// <summary>How many days are left until a day, below zero behind it.</summary>
    public int? DaysUntil(DateOnly? day)
        => day?.DayNumber - DateOnly.FromDateTime(client.Time.GetUtcNow().UtcDateTime).DayNumber;

    /// <summary>Deletes a fine-tuned model.</summary>
    public Task DeleteAsync(string name, CancellationToken cancellation)
        => client.Transport.DoAsync(ApiRequest.About(name, HttpMethod.Delete, "models"), cancellation);

    private Task<JsonElement> ReadAsync(string name, CancellationToken cancellation)
        => client.Transport.SendAsync<JsonElement>(ApiRequest.About(name, HttpMethod.Get, "models"), cancellation);

    // Which job made which model; many servers offer models and know nothing of jobs.
    private async Task<Dictionary<string, FineTuneJob>> JobsAsync(string? only, CancellationToken cancellation)
    {
        Dictionary<string, FineTuneJob> jobs = new(StringComparer.Ordinal);
        try
        {
            await foreach (FineTuneJob job in client.Jobs.ListAsync(new JobQuery(), cancellation).ConfigureAwait(false))
            {
                if (job.FineTunedModel is not null)
                {
                    _ = jobs.TryAdd(job.FineTunedModel, job);
                }

                if (only is not null && job.FineTunedModel == only)
                {
                    break;
                }
            }
        }
        catch (Exception e) when (e is ApiException or JsonException)
        {
        }

        return jobs;
    }

    private FineTunedModel Describe(
        JsonElement model, ILookup<string?, DateOnly?> days, Dictionary<string, FineTuneJob> jobs)
    {
        string id = model.Text("id") ?? "";
        FineTuneJob? job = jobs.GetValueOrDefault(ModelName.WithoutCheckpoint(id));
        // Some servers name the model that it was trained from.
        string? baseModel = job?.Model ?? model.Text("parent") ?? ModelName.BaseOf(id);
        DateOnly? shutdown = Earliest(DayOf(model), days[baseModel].FirstOrDefault());
        return new FineTunedModel
        {
            Id = id,
            OwnedBy = model.Text("owned_by") ?? "",
            CreatedAt = model.Time("created"),
            BaseModel = baseModel,
            JobId = job?.Id,
            IsFineTuned = baseModel is not null,
            ShutdownDate = shutdown,
            DaysLeft = DaysUntil(shutdown),
            Connection = client.Connection.Name,
        };
    }

    // A fine-tuned model answers as long as its base model does (OpenAI's deprecations page).
    private static DateOnly? Earliest(DateOnly? own, DateOnly? ofBase)
        => own is null || ofBase < own ? ofBase ?? own : own;

    private static ILookup<string?, DateOnly?> DaysOf(params JsonElement[] models)
        => models.ToLookup(model => model.Text("id"), DayOf);

    // Null for a model that stays (OpenAI's API description 2.3.0).
    private static DateOnly? DayOf(JsonElement model)
        => DateOnly.TryParseExact(
            model.Text("shutdown_date"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out DateOnly day)
                ? day : null;
}
