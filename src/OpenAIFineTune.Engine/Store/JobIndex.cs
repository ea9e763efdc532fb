using System.Collections.Concurrent;

namespace OpenAIFineTune.Engine.Store;

/// <summary>
/// The order of the jobs, read once for each job, so that a page of a list reads only the jobs that it shows.
/// </summary>
internal sealed class JobIndex
{
    private readonly string _folder;
    private readonly Func<string, StoredJob?> _read;
    private readonly ConcurrentDictionary<string, JobKey> _known = new(StringComparer.Ordinal);

    public JobIndex(string folder, Func<string, StoredJob?> read)
    {
        _folder = folder;
        _read = read;
    }

    /// <summary>The jobs that are there now, newest first.</summary>
    public IReadOnlyList<JobKey> Newest()
    {
        if (!Directory.Exists(_folder))
        {
            return [];
        }

        return
        [
            .. Directory.EnumerateDirectories(_folder)
                .Select(path => Path.GetFileName(path))
                .Where(id => ResourceId.IsValid(id, JobStore.Prefix))
                .Select(KeyOf)
                .OfType<JobKey>()
                .OrderByDescending(key => key.Sequence),
        ];
    }

    private JobKey? KeyOf(string id)
    {
        if (!_known.TryGetValue(id, out JobKey? key) && _read(id) is StoredJob job)
        {
            key = new JobKey(id, job.Sequence, job.Metadata);
            _known[id] = key;
        }

        return key;
    }
}
