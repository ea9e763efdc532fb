namespace OpenAIFineTune.Engine.Store;

/// <summary>A job's checkpoints, oldest first.</summary>
internal sealed record StoredCheckpoints(IReadOnlyList<StoredCheckpoint> Items) : StoredRecord
{
    public override bool Fits(string path)
        => Items is not null && Items.All(item => item is { Model: not null, Metrics.Count: >= 0 });
}
