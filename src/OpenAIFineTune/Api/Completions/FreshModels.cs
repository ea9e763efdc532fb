using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api.Completions;

/// <summary>
/// Waits for models that have just been made: for a while after the job has succeeded, a service may not know its model
/// yet (openai-python#69, livekit/agents#2114).
/// </summary>
internal sealed class FreshModels(FineTuneClient client)
{
    private static readonly TimeSpan s_fresh = TimeSpan.FromMinutes(10);
    private static readonly int[] s_waits = [2, 3, 5, 10, 20, 20];

    /// <summary>Sends a request, again while its model is fresh and not found.</summary>
    public async Task<T> WaitAsync<T>(PromptFormat format, Func<Task<T>> send, CancellationToken cancellation)
    {
        for (int i = 0; ; i++)
        {
            try
            {
                return await send().ConfigureAwait(false);
            }
            catch (ApiException e) when (
                MissingModel.IsMeant(e) && i < s_waits.Length && IsFresh(format))
            {
                client.Log.Verbose($"'{format.Model}' is new and not there yet. Trying again in {s_waits[i]} s.");
            }

            await Task.Delay(TimeSpan.FromSeconds(s_waits[i]), client.Time, cancellation).ConfigureAwait(false);
        }
    }

    private bool IsFresh(PromptFormat format)
        => client.Connection.Profile.HasFreshModels && client.Time.GetUtcNow() - format.MadeAt < s_fresh;
}
