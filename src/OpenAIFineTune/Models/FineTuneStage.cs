namespace OpenAIFineTune;

/// <summary>The stages of a job's life, which services name with different words.</summary>
public enum FineTuneStage
{
    /// <summary>A word that this version does not know; treated as not finished.</summary>
    Unknown,

    /// <summary>Accepted, not yet training.</summary>
    Pending,

    /// <summary>Training.</summary>
    Running,

    /// <summary>Suspended; can be resumed.</summary>
    Paused,

    /// <summary>Finished with a model.</summary>
    Succeeded,

    /// <summary>Finished with an error.</summary>
    Failed,

    /// <summary>Stopped by a user.</summary>
    Cancelled,
}
