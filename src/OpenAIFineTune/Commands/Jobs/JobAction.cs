using OpenAIFineTune.Pipeline;

namespace OpenAIFineTune.Commands;

/// <summary>An act on each of some jobs that asks first: what Stop-, Suspend- and Resume-FineTune share.</summary>
/// <param name="Name">The act in plain words.</param>
/// <param name="Act">Sends it to the service.</param>
internal sealed record JobAction(string Name, Func<string, Task<FineTuneJob>> Act)
{
    /// <summary>Acts on each job; a failure on one does not keep the others back.</summary>
    /// <param name="pipeline">Where to ask and write.</param>
    /// <param name="ids">The jobs.</param>
    /// <param name="changed">Is given each job as it then is.</param>
    public async Task RunAsync(PipelineWriter pipeline, IEnumerable<string> ids, Func<FineTuneJob, Task> changed)
    {
        foreach (string id in ids)
        {
            if (await pipeline.ShouldProcessAsync(id, Name).ConfigureAwait(false))
            {
                await pipeline.WriteErrorsOfAsync(id, async () =>
                {
                    FineTuneJob job = await Act(id).ConfigureAwait(false);
                    await changed(job).ConfigureAwait(false);
                }).ConfigureAwait(false);
            }
        }
    }
}
