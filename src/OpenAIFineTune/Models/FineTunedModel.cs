namespace OpenAIFineTune;

/// <summary>A model that a service offers.</summary>
public sealed class FineTunedModel
{
    /// <summary>The name to use it by.</summary>
    public required string Id { get; init; }

    /// <summary>Who owns it, in the service's words.</summary>
    public string OwnedBy { get; init; } = "";

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The model that it was trained from; null for a base model or when unknown.</summary>
    public string? BaseModel { get; init; }

    /// <summary>The job that made it; null for a base model or when unknown.</summary>
    public string? JobId { get; init; }

    /// <summary>True for a model that came out of a job.</summary>
    public bool IsFineTuned { get; init; }

    /// <summary>The day it, or the model it is based on, is switched off; null when the service names none.</summary>
    public DateOnly? ShutdownDate { get; init; }

    /// <summary>Days from today until <see cref="ShutdownDate"/>; negative once it has passed.</summary>
    public int? DaysLeft { get; init; }

    /// <summary>True when it answers now, false when it does not; null when that was not tried.</summary>
    public bool? Answers { get; internal set; }

    /// <summary>The name of the connection that it was read from.</summary>
    public string? Connection { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Id;
}
