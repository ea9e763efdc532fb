using System.Collections.Concurrent;

namespace OpenAIFineTune.Engine.Store;

/// <summary>
/// Which jobs there are, so that looking for one stays cheap: the order of all, read once for each job, and a mark for
/// each that waits for a runner or has one.
/// </summary>
internal sealed class JobIndex(StateFolder state)
{
    private const string Marks = "active";

    private readonly ConcurrentDictionary<string, Key> _known = new(StringComparer.Ordinal);

    /// <summary>The ids of the marked jobs.</summary>
    public IEnumerable<string> Active => StateFolder.Files(Path.Combine(state.Root, Marks))
        .Select(path => Path.GetFileName(path)).Where(IsJob);

    /// <summary>The jobs that are there now, newest first; each is read once.</summary>
    public IReadOnlyList<Key> Newest(Func<string, StoredJob?> read)
    {
        IEnumerable<string> ids = StateFolder.FolderNames(Path.Combine(state.Root, JobStore.Folder)).Where(IsJob);
        return [.. ids.Select(id => KeyOf(id, read)).OfType<Key>().OrderByDescending(key => key.Sequence)];
    }

    /// <summary>Marks a job, before its record says that it is active, so that no job is ever forgotten.</summary>
    public void Mark(string id) => StateFile.Open(
        Path.Combine(state.Folder(Marks), id),
        new FileStreamOptions
        {
            // Shared, since another process may set the same mark now.
            Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite,
        }).Dispose();

    /// <summary>Takes the mark away, after its record says that it is not active.</summary>
    public void Unmark(string id) => File.Delete(Path.Combine(state.Folder(Marks), id));

    private static bool IsJob(string id) => ResourceId.IsValid(id, JobStore.Prefix);

    private Key? KeyOf(string id, Func<string, StoredJob?> read)
    {
        if (!_known.TryGetValue(id, out Key? key) && read(id) is StoredJob job)
        {
            key = new Key(id, job.Sequence, job.Metadata);
            _known[id] = key;
        }

        return key;
    }

    /// <summary>What a list needs of a job before it reads it; none of it ever changes.</summary>
    internal sealed record Key(string Id, long Sequence, IReadOnlyDictionary<string, string> Metadata);
}
