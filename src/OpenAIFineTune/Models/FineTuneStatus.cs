namespace OpenAIFineTune;

/// <summary>
/// The status of a job in the service's own word. Open: a word that this version does not know is kept, never refused.
/// </summary>
public readonly struct FineTuneStatus : IEquatable<FineTuneStatus>
{
    private readonly string? _value;

    /// <summary>Wraps a service's word, such as <c>running</c>.</summary>
    public FineTuneStatus(string? value) => _value = value;

    /// <summary>The stage of life that the word stands for.</summary>
    public FineTuneStage Stage => Value.ToLowerInvariant() switch
    {
        "pending" or "validating_files" or "queued" => FineTuneStage.Pending,
        "running" => FineTuneStage.Running,
        "paused" => FineTuneStage.Paused,
        "succeeded" => FineTuneStage.Succeeded,
        "failed" => FineTuneStage.Failed,
        "cancelled" or "canceled" => FineTuneStage.Cancelled,
        _ => FineTuneStage.Unknown,
    };

    /// <summary>The service's word; empty when it sent none.</summary>
    public string Value => _value ?? "";

    /// <summary>Wraps a word, so that <c>$job.Status -eq 'running'</c> compares as a script author expects.</summary>
    public static implicit operator FineTuneStatus(string? value) => new(value);

    /// <summary>Compares two statuses without regard to case.</summary>
    public static bool operator ==(FineTuneStatus left, FineTuneStatus right) => left.Equals(right);

    /// <summary>Compares two statuses without regard to case.</summary>
    public static bool operator !=(FineTuneStatus left, FineTuneStatus right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(FineTuneStatus other) => string.Equals(Value, other.Value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FineTuneStatus other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
