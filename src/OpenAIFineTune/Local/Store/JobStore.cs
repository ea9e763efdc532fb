using System.Text.Json.Nodes;

namespace OpenAIFineTune.Local.Store;

/// <summary>
/// The jobs, a folder each. Any process may change a job: it holds the change lock for the moment, and the process
/// that trains sees the new status. The active jobs have a mark of their own, so that looking for work stays cheap.
/// </summary>
internal sealed class JobStore
{
    public const string Prefix = "ftjob-";

    private readonly StateFolder _state;
    private readonly TimeProvider _time;
    private readonly string _folder;
    private readonly string _active;

    public JobStore(StateFolder state, TimeProvider time)
    {
        _state = state;
        _time = time;
        _folder = state.Folder("jobs");
        _active = state.Folder("active");
        foreach (StoredJob job in All().Where(job => JobStatus.IsActive(job.Status)))
        {
            Mark(job);
        }
    }

    /// <summary>Raised in this process when a job changed.</summary>
    public event Action<StoredJob>? Changed;

    public long Now => _time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>All jobs, newest first.</summary>
    public IReadOnlyList<StoredJob> All() =>
    [
        .. Directory.EnumerateDirectories(_folder)
            .Select(folder => _state.Read<StoredJob>(new JobFolder(folder).Job))
            .OfType<StoredJob>()
            .OrderByDescending(job => job.Sequence),
    ];

    /// <summary>The ids of the jobs that wait for a runner or have one.</summary>
    public IReadOnlyList<string> ActiveIds() =>
    [
        .. Directory.EnumerateFiles(_active)
            .Select(path => Path.GetFileName(path))
            .Where(id => ResourceId.IsValid(id, Prefix)),
    ];

    public StoredJob? Find(string id)
        => ResourceId.IsValid(id, Prefix) ? _state.Read<StoredJob>(FolderOf(id).Job) : null;

    public JobFolder FolderOf(string id) => new(Path.Combine(_folder, id));

    public StoredJob Add(StoredJob job, params string[] messages)
    {
        StoredJob added = job with { Sequence = _time.GetUtcNow().UtcTicks };
        _ = Directory.CreateDirectory(FolderOf(job.Id).Path);
        foreach (string message in messages)
        {
            LogOf(job.Id).Append(NewEvent(message, "info"));
        }

        _state.Write(FolderOf(job.Id).Job, added);
        Mark(added);
        Changed?.Invoke(added);
        return added;
    }

    /// <summary>
    /// Changes a job as it now is. <paramref name="change"/> returns null to leave it alone; the events are there
    /// before the change is. Returns the job as it is afterwards.
    /// </summary>
    public async Task<StoredJob> ChangeAsync(
        string id, Func<StoredJob, StoredJob?> change, string level = "info", params string[] messages)
    {
        StoredJob changed;
        using (await FileLock.TakeAsync(FolderOf(id).ChangeLock, CancellationToken.None).ConfigureAwait(false))
        {
            StoredJob current = Find(id)!;
            if (change(current) is not StoredJob wanted)
            {
                return current;
            }

            changed = wanted with { UpdatedAt = Now };
            foreach (string message in messages)
            {
                LogOf(id).Append(NewEvent(message, level));
            }

            _state.Write(FolderOf(id).Job, changed);
            Mark(changed);
        }

        Changed?.Invoke(changed);
        return changed;
    }

    public async Task AddEventAsync(string id, string message, JsonObject? metrics = null)
    {
        using (await FileLock.TakeAsync(FolderOf(id).ChangeLock, CancellationToken.None).ConfigureAwait(false))
        {
            LogOf(id).Append(NewEvent(message, "info", metrics));
        }
    }

    /// <summary>A job's events, oldest first.</summary>
    public IReadOnlyList<JobEvent> Events(string id) => LogOf(id).Read();

    /// <summary>A job's checkpoints, oldest first, the deleted ones included.</summary>
    public IReadOnlyList<StoredCheckpoint> Checkpoints(string id)
        => _state.Read<List<StoredCheckpoint>>(FolderOf(id).Checkpoints) ?? [];

    /// <summary>Changes a job's checkpoints as they now are; returns them as they are afterwards.</summary>
    public async Task<IReadOnlyList<StoredCheckpoint>> ChangeCheckpointsAsync(
        string id, Func<IReadOnlyList<StoredCheckpoint>, IReadOnlyList<StoredCheckpoint>> change)
    {
        using (await FileLock.TakeAsync(FolderOf(id).ChangeLock, CancellationToken.None).ConfigureAwait(false))
        {
            IReadOnlyList<StoredCheckpoint> changed = change(Checkpoints(id));
            _state.Write(FolderOf(id).Checkpoints, changed);
            return changed;
        }
    }

    private EventLog LogOf(string id) => new(FolderOf(id).Events);

    private JobEvent NewEvent(string message, string level, JsonObject? metrics = null)
    {
        string type = metrics is null ? "message" : "metrics";
        return new JobEvent(ResourceId.New("ftevent-"), Now, level, type, message) { Data = metrics };
    }

    private void Mark(StoredJob job)
    {
        string mark = Path.Combine(_active, job.Id);
        if (JobStatus.IsActive(job.Status))
        {
            // Shared, since another process may set the same mark now.
            new FileStream(mark, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite).Dispose();
        }
        else
        {
            File.Delete(mark);
        }
    }
}
