using System.Globalization;
using System.Text.Json;
using OpenAIFineTune.Api.Jobs;
using OpenAIFineTune.Api.Transport;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.Api.Models;

/// <summary>Puts together what a model's own entry, its job and its base model tell about it.</summary>
internal sealed class ModelFacts(FineTuneClient client, IReadOnlyList<ModelResponse> models)
{
    private readonly Dictionary<string, FineTuneJob> _jobs = new(StringComparer.Ordinal);

    /// <summary>Looks up which job made which model; many servers offer models and know nothing of jobs.</summary>
    /// <param name="only">The one model to look for; null for all.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task AddJobsAsync(string? only, CancellationToken cancellation)
    {
        try
        {
            await foreach (FineTuneJob job in client.Jobs.ListAsync(new JobQuery(), cancellation).ConfigureAwait(false))
            {
                if (job.FineTunedModel is not null)
                {
                    _ = _jobs.TryAdd(job.FineTunedModel, job);
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
    }

    public FineTunedModel Describe(ModelResponse model)
    {
        FineTuneJob? job = _jobs.GetValueOrDefault(ModelName.WithoutCheckpoint(model.Id));
        string? baseModel = job?.Model ?? model.Parent ?? ModelName.BaseOf(model.Id);
        DateOnly? ofBase = models.Where(other => other.Id == baseModel).Select(DayOf).FirstOrDefault();
        DateOnly? shutdown = Earliest(DayOf(model), ofBase);
        DateOnly today = DateOnly.FromDateTime(client.Time.GetUtcNow().UtcDateTime);
        return new FineTunedModel
        {
            Id = model.Id,
            OwnedBy = model.OwnedBy ?? "",
            CreatedAt = WireTime.From(model.Created),
            BaseModel = baseModel,
            JobId = job?.Id,
            IsFineTuned = baseModel is not null,
            ShutdownDate = shutdown,
            DaysLeft = shutdown?.DayNumber - today.DayNumber,
            Connection = client.Connection.Name,
        };
    }

    // A fine-tuned model answers as long as its base model does (OpenAI's deprecations page).
    private static DateOnly? Earliest(DateOnly? own, DateOnly? ofBase)
        => own is null || ofBase < own ? ofBase ?? own : own;

    private static DateOnly? DayOf(ModelResponse model)
        => DateOnly.TryParseExact(
            model.ShutdownDate, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
                ? day
                : null;
}
