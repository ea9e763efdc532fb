using System.Collections.Concurrent;
using OpenAIFineTune.Api;
using OpenAIFineTune.Api.Completions;
using OpenAIFineTune.Api.Jobs;
using OpenAIFineTune.Api.Transport;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.Asking;

/// <summary>Finds out how models want to be asked: from the notes on the jobs that made them.</summary>
internal sealed class PromptFormats
{
    // A model older than this many jobs is asked without its notes rather than after a minute's search.
    private const int JobsToSearch = 1000;

    private readonly ConcurrentDictionary<(FineTuneClient, string), Task<PromptFormat>> _known = new();

    /// <summary>The format of a model; its job is looked up once, and a service without jobs is no failure.</summary>
    public async Task<PromptFormat> FindAsync(
        ModelReference model, FineTuneClient client, CancellationToken cancellation)
    {
        if (model.Job is not null)
        {
            return PromptFormat.Of(model.Name, model.Job);
        }

        Task<PromptFormat> looking = _known.GetOrAdd(
            (client, model.Name), _ => LookUpAsync(model, client, cancellation));
        try
        {
            return await looking.ConfigureAwait(false);
        }
        catch
        {
            // What failed for one prompt is looked up again for the next.
            _ = _known.TryRemove(KeyValuePair.Create((client, model.Name), looking));
            throw;
        }
    }

    private static async Task<PromptFormat> LookUpAsync(
        ModelReference model, FineTuneClient client, CancellationToken cancellation)
    {
        FineTuneJob? job = null;
        string finished = ModelName.WithoutCheckpoint(model.Name);
        try
        {
            job = model.JobId is null
                ? await client.Jobs.ScanAsync(
                    new JobQuery(), made => made.FineTunedModel == finished, other: null, JobsToSearch, cancellation)
                    .ConfigureAwait(false)
                : await client.Jobs.GetAsync(model.JobId, cancellation).ConfigureAwait(false);
        }
        catch (Exception e)
            when ((e is ApiException or JsonException) && !(model.JobId is not null && Failure.IsPassing(e)))
        {
            // Many servers answer prompts and know nothing of jobs.
        }

        return PromptFormat.Of(model.Name, job);
    }
}
