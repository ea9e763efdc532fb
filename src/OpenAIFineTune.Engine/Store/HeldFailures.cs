using System.Collections.Concurrent;

namespace OpenAIFineTune.Engine.Store;

/// <summary>
/// Failures that could not be written down, because the disk is full or read-only: this process shows them all the
/// same, and writes them once it can.
/// </summary>
internal sealed class HeldFailures
{
    private readonly ConcurrentDictionary<string, (StoredJob Job, JobEvent Event)> _held = new(StringComparer.Ordinal);

    public IEnumerable<(StoredJob Job, JobEvent Event)> All => _held.Values;

    public void Add(StoredJob job, JobEvent occurrence) => _held[job.Id] = (job, occurrence);

    public void Remove(string id) => _held.TryRemove(id, out _);

    public bool Has(string id) => _held.ContainsKey(id);

    /// <summary>The job as it should be written; the other one when nothing is held.</summary>
    public StoredJob? JobOr(StoredJob? written)
        => written is not null && _held.TryGetValue(written.Id, out (StoredJob Job, JobEvent Event) held)
            ? held.Job : written;

    /// <summary>The events that are written, and the one that is not yet.</summary>
    public IReadOnlyList<JobEvent> EventsAfter(IReadOnlyList<JobEvent> written, string id)
        => _held.TryGetValue(id, out (StoredJob Job, JobEvent Event) held)
            && written.LastOrDefault()?.Message != held.Event.Message
                ? [.. written, held.Event] : written;
}
