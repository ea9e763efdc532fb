using System.Text.Json.Nodes;
using OpenAIFineTune.Protocol;
using OpenAIFineTune.Protocol.Files;

namespace OpenAIFineTune.Engine.Store;

/// <summary>
/// The jobs, a folder each. Any process may change a job: it holds the change lock for the moment, and the process
/// that trains sees the new status.
/// </summary>
internal sealed class JobStore(StateFolder state, TimeProvider time)
{
    public const string Prefix = "ftjob-";
    public const string Folder = "jobs";

    private readonly string _folder = state.Folder(Folder);
    private readonly JobIndex _index = new(state);
    private readonly HeldFailures _held = new();

    /// <summary>Raised in this process when a job changed.</summary>
    public event Action<StoredJob>? Changed;

    public long Now => time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>The order of all jobs, newest first.</summary>
    public IReadOnlyList<JobIndex.Key> Keys() => _index.Newest(TryFind);

    /// <summary>All jobs, newest first.</summary>
    public IReadOnlyList<StoredJob> All() => [.. Keys().Select(key => TryFind(key.Id)).OfType<StoredJob>()];

    /// <summary>The ids of the jobs that wait for a runner or have one.</summary>
    public IReadOnlyList<string> ActiveIds() => [.. _index.Active.Where(id => !_held.Has(id))];

    /// <summary>The job of that id; null without one. A damaged record is an error.</summary>
    public StoredJob? Find(string id) => _held.JobOr(
        ResourceId.IsValid(id, Prefix) ? state.Read<StoredJob>(FolderOf(id).Job) : null);

    /// <summary>The job of that id; null when there is none that can be read.</summary>
    public StoredJob? TryFind(string id) => _held.JobOr(
        ResourceId.IsValid(id, Prefix) ? state.TryRead<StoredJob>(FolderOf(id).Job) : null);

    /// <summary>True for a job that is being trained by nobody, since its process ended.</summary>
    public bool IsInterrupted(string id)
    {
        if (TryFind(id)?.Status != JobStatus.Running)
        {
            return false;
        }

        using IDisposable? owner = FileLock.TryTake(FolderOf(id).OwnerLock);
        return owner is not null;
    }

    public JobFolder FolderOf(string id) => new(Path.Combine(_folder, id));

    public StoredJob Add(StoredJob job, params string[] messages)
    {
        StoredJob added = job with { Sequence = time.GetUtcNow().UtcTicks };
        string folder = state.Folder(Folder, job.Id);
        try
        {
            LogOf(job.Id).Tell(Occurrences(messages, "info"));
            Save(added);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }

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
        using (await LockAsync(id).ConfigureAwait(false))
        {
            StoredJob current = Find(id)
                ?? throw new KnownFailure("NotFound", $"The job {id} is no longer there.") { Target = id };
            if (change(current) is not StoredJob wanted)
            {
                return current;
            }

            changed = wanted with { UpdatedAt = Now };
            LogOf(id).Tell(Occurrences(messages, level));
            Save(changed);
        }

        Changed?.Invoke(changed);
        return changed;
    }

    /// <summary>Shows a job as failed whose record can't be written now.</summary>
    public void Hold(StoredJob failed, string message)
    {
        if (TryFind(failed.Id) is not null)
        {
            _held.Add(failed, JobEvent.New(message, "error", Now));
            Changed?.Invoke(failed);
        }
    }

    /// <summary>Writes down the failures that could not be written before.</summary>
    public async Task RecordHeldAsync()
    {
        foreach ((StoredJob job, JobEvent occurrence) in _held.All)
        {
            if (Directory.Exists(FolderOf(job.Id).Path))
            {
                using (await LockAsync(job.Id).ConfigureAwait(false))
                {
                    Record(job, occurrence);
                }
            }

            _held.Remove(job.Id);
        }
    }

    /// <summary>Gives up a job whose record can't be read.</summary>
    public void Forget(string id) => _index.Unmark(id);

    /// <summary>Deletes a job that is over, with its models' bytes; false for one that is not over.</summary>
    public async Task<bool> RemoveAsync(string id)
    {
        if (Find(id) is StoredJob job && !JobStatus.IsFinal(job.Status))
        {
            return false;
        }

        try
        {
            // Who trained it may not have seen yet that it is over, and still writes to the folder.
            using (await FileLock.TakeAsync(FolderOf(id).OwnerLock, CancellationToken.None).ConfigureAwait(false))
            using (await LockAsync(id).ConfigureAwait(false))
            {
                // Without this file the folder is no job, whatever happens to the rest of it.
                File.Delete(FolderOf(id).Job);
            }

            Directory.Delete(FolderOf(id).Path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Somebody else has removed it at the same time.
        }

        return true;
    }

    public async Task AddEventAsync(string id, string message, JsonObject? metrics = null)
    {
        using (await LockAsync(id).ConfigureAwait(false))
        {
            LogOf(id).Append(JobEvent.New(message, "info", Now, metrics));
        }
    }

    /// <summary>A job's events, oldest first.</summary>
    public IReadOnlyList<JobEvent> Events(string id) => _held.EventsAfter(LogOf(id).Read(), id);

    /// <summary>A job's checkpoints, oldest first, the deleted ones included.</summary>
    public IReadOnlyList<StoredCheckpoint> Checkpoints(string id)
        => state.Read<StoredCheckpoint.List>(FolderOf(id).Checkpoints)?.Items ?? [];

    /// <summary>Changes a job's checkpoints as they now are; returns them as they are afterwards.</summary>
    public async Task<IReadOnlyList<StoredCheckpoint>> ChangeCheckpointsAsync(
        string id, Func<IReadOnlyList<StoredCheckpoint>, IReadOnlyList<StoredCheckpoint>> change)
    {
        using (await LockAsync(id).ConfigureAwait(false))
        {
            string path = FolderOf(id).Checkpoints;
            StoredCheckpoint.List current = state.Read<StoredCheckpoint.List>(path) ?? new StoredCheckpoint.List([]);
            StoredCheckpoint.List changed = current with { Items = change(current.Items) };
            state.Write(path, changed);
            return changed.Items;
        }
    }

    private JobEvent[] Occurrences(string[] messages, string level)
        => [.. messages.Select(message => JobEvent.New(message, level, Now))];

    private EventLog LogOf(string id) => new(FolderOf(id).Events);

    private Task<IDisposable> LockAsync(string id)
    {
        PrivateFolder.RefuseLink(FolderOf(id).Path);
        return FileLock.TakeAsync(FolderOf(id).ChangeLock, CancellationToken.None);
    }

    private void Record(StoredJob failed, JobEvent occurrence)
    {
        // Another process may have taken the job to another end meanwhile.
        if (state.TryRead<StoredJob>(FolderOf(failed.Id).Job) is StoredJob written
            && written.IsStillRun(failed))
        {
            LogOf(failed.Id).Tell(occurrence);
            Save(failed);
        }
    }

    private void Save(StoredJob job)
    {
        bool isActive = JobStatus.IsActive(job.Status);
        if (isActive)
        {
            _index.Mark(job.Id);
        }

        state.Write(FolderOf(job.Id).Job, job);
        if (!isActive)
        {
            _index.Unmark(job.Id);
        }
    }
}
