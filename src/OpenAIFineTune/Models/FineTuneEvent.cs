namespace OpenAIFineTune;

/// <summary>Something that happened to a job.</summary>
public sealed class FineTuneEvent
{
    /// <summary>The event's id; empty for services that give none.</summary>
    public string Id { get; init; } = "";

    /// <summary>The job it happened to.</summary>
    public required string JobId { get; init; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary><c>info</c>, <c>warn</c> or <c>error</c>.</summary>
    public string Level { get; init; } = "info";

    /// <summary><c>message</c>, <c>metrics</c>, or another word of the service.</summary>
    public string Type { get; init; } = "message";

    /// <summary>The service's text.</summary>
    public string Message { get; init; } = "";

    /// <summary>The training step; null where the event is not about one.</summary>
    public int? Step { get; init; }

    /// <summary>How many steps the training has; null when unknown.</summary>
    public int? TotalSteps { get; init; }

    /// <summary>Measurements by the service's names, such as <c>train_loss</c>.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <inheritdoc/>
    public override string ToString() => Message;
}
