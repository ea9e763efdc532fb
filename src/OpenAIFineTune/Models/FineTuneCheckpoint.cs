namespace OpenAIFineTune;

/// <summary>A model as it stood at one step of its training.</summary>
public sealed class FineTuneCheckpoint
{
    /// <summary>The checkpoint's id.</summary>
    public required string Id { get; init; }

    /// <summary>The job it came from.</summary>
    public required string JobId { get; init; }

    /// <summary>The name to use it by.</summary>
    public string FineTunedModel { get; init; } = "";

    /// <summary>The training step it was taken at.</summary>
    public int Step { get; init; }

    /// <summary>When it was taken.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Measurements by the service's names, such as <c>valid_loss</c>.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <summary>The name of the connection that it was read from.</summary>
    public string? Connection { get; init; }

    /// <inheritdoc/>
    public override string ToString() => FineTunedModel;
}
