namespace OpenAIFineTune.Api.Jobs;

/// <summary>Reads a job's events again and again, each event once, the oldest first, with none left out.</summary>
internal sealed class EventFollower(JobsClient jobs, string id)
{
    // Events may be listed a little late, behind newer ones: so many known ones in a row mean that the rest is known.
    private const int KnownInARow = 20;

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>The events that came since the last call.</summary>
    public async Task<IReadOnlyList<FineTuneEvent>> ReadNewAsync(CancellationToken cancellation)
    {
        List<FineTuneEvent> fresh = [];
        HashSet<string> keys = new(StringComparer.Ordinal);
        int known = 0;
        await foreach (FineTuneEvent item in jobs.EventsAsync(id, cancellation).ConfigureAwait(false))
        {
            string key = KeyOf(item);
            if (_seen.Contains(key))
            {
                if (++known == KnownInARow)
                {
                    break;
                }
            }
            else if (keys.Add(key))
            {
                known = 0;
                fresh.Add(item);
            }
        }

        // Only now, since a failure half-way must leave nothing out the next time.
        _seen.UnionWith(keys);
        fresh.Reverse();
        return [.. fresh.OrderBy(item => item.CreatedAt)];
    }

    private static string KeyOf(FineTuneEvent item)
        => item.Id.Length > 0
            ? item.Id : $"{item.CreatedAt.ToUnixTimeSeconds()} {item.Type} {item.Step} {item.Message}";
}
