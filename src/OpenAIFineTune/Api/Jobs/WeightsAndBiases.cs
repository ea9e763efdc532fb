namespace OpenAIFineTune.Api.Jobs;

/// <summary>The Weights and Biases project that a service reports a job's measurements to.</summary>
internal sealed record WeightsAndBiases(string Project)
{
    public string? Name { get; init; }

    public string? Entity { get; init; }

    public IReadOnlyList<string>? Tags { get; init => field = value is { Count: > 0 } ? value : null; }
}
