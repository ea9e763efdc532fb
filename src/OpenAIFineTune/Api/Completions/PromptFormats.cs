using System.Collections.Concurrent;
using System.Text.Json;
using OpenAIFineTune.Api.Jobs;

namespace OpenAIFineTune.Api.Completions;

/// <summary>Finds out how models want to be asked: from the notes on the jobs that made them.</summary>
internal sealed class PromptFormats(FineTuneClient client)
{
    // A model older than this many jobs is asked without its notes rather than after a minute's search.
    private const int JobsToSearch = 1000;

    private readonly ConcurrentDictionary<string, Task<PromptFormat>> _known = new(StringComparer.Ordinal);

    /// <summary>The format of a model; its job is looked up once, and a service without jobs is no failure.</summary>
    public async Task<PromptFormat> FindAsync(ModelReference model, CancellationToken cancellation)
    {
        if (model.Job is not null)
        {
            return PromptFormat.Of(model.Name, model.Job);
        }

        Task<PromptFormat> looking = _known.GetOrAdd(model.Name, _ => LookUpAsync(model, cancellation));
        try
        {
            return await looking.ConfigureAwait(false);
        }
        catch
        {
            // What failed for one prompt is looked up again for the next.
            _ = _known.TryRemove(KeyValuePair.Create(model.Name, looking));
            throw;
        }
    }

    private async Task<PromptFormat> LookUpAsync(ModelReference model, CancellationToken cancellation)
    {
        FineTuneJob? job = null;
        try
        {
            job = model.JobId is null
                ? await SearchAsync(ModelName.WithoutCheckpoint(model.Name), cancellation).ConfigureAwait(false)
                : await client.Jobs.GetAsync(model.JobId, cancellation).ConfigureAwait(false);
        }
        catch (Exception e)
            when ((e is ApiException or JsonException) && !(model.JobId is not null && PassingFailure.Is(e)))
        {
            // Many servers answer prompts and know nothing of jobs.
        }

        return PromptFormat.Of(model.Name, job);
    }

    private async Task<FineTuneJob?> SearchAsync(string model, CancellationToken cancellation)
    {
        int searched = 0;
        await foreach (FineTuneJob job in client.Jobs.ListAsync(new JobQuery(), cancellation).ConfigureAwait(false))
        {
            if (job.FineTunedModel == model)
            {
                return job;
            }

            if (++searched == JobsToSearch)
            {
                break;
            }
        }

        return null;
    }
}
