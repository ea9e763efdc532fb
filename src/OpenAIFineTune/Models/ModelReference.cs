namespace OpenAIFineTune;

/// <summary>A model to use, given by its name or by what came out of its training.</summary>
public sealed class ModelReference
{
    /// <summary>A model by its name.</summary>
    public ModelReference(string name) => Name = name;

    /// <summary>The model that a job made.</summary>
    public ModelReference(FineTuneJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        Name = job.FineTunedModel ?? "";
        Job = job;
        JobId = job.Id;
        Connection = job.Connection;
    }

    /// <summary>The model as it stood at a checkpoint.</summary>
    public ModelReference(FineTuneCheckpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        Name = checkpoint.FineTunedModel;
        JobId = checkpoint.JobId;
        Connection = checkpoint.Connection;
    }

    /// <summary>A model of the service's list.</summary>
    public ModelReference(FineTunedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        Name = model.Id;
        JobId = model.JobId;
        Connection = model.Connection;
    }

    internal ModelReference(string name, string? jobId, string? connection) : this(name)
    {
        JobId = jobId;
        Connection = connection;
    }

    /// <summary>The name that requests use; empty for a job that has no model yet.</summary>
    public string Name { get; }

    /// <summary>The job that made the model; null when it was not given.</summary>
    public FineTuneJob? Job { get; }

    /// <summary>The id of the job that made the model; null when it is not known.</summary>
    public string? JobId { get; }

    /// <summary>The name of the connection that the model was seen at; null for a mere name.</summary>
    public string? Connection { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
