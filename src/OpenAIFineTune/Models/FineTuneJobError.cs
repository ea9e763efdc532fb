namespace OpenAIFineTune;

/// <summary>Why a job failed, in the service's words.</summary>
public sealed class FineTuneJobError
{
    /// <summary>The service's code, such as <c>invalid_training_file</c>.</summary>
    public string? Code { get; init; }

    /// <summary>The explanation.</summary>
    public string? Message { get; init; }

    /// <summary>The parameter at fault, such as <c>training_file</c>; null when none is.</summary>
    public string? Param { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Code}: {Message}";
}
