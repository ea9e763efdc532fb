namespace OpenAIFineTune.Engine.Store;

/// <summary>The names of the files in a job's folder.</summary>
internal sealed record JobFolder(string Path)
{
    /// <summary>The job itself.</summary>
    public string Job => In("job.json");

    /// <summary>Held for the moment of a change.</summary>
    public string ChangeLock => In("change.lock");

    /// <summary>Held by the process that trains, for as long as it does.</summary>
    public string OwnerLock => In("owner.lock");

    public string Events => In("events.jsonl");

    public string Checkpoints => In("checkpoints.json");

    /// <summary>Where the training goes on after an interruption.</summary>
    public string State => In("training.state");

    /// <summary>The model after an epoch.</summary>
    public string Model(int epoch) => In($"epoch-{epoch}.model");

    /// <summary>The measurements of an epoch's steps.</summary>
    public string Steps(int epoch) => In($"epoch-{epoch}.csv");

    /// <summary>
    /// Deletes what only the training needed. The job must be over, so that nobody takes its lock again.
    /// </summary>
    public void RemoveWork()
    {
        foreach (string path in (string[])[State, OwnerLock, .. StateFolder.Files(Path, "epoch-*.csv")])
        {
            File.Delete(path);
        }
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
