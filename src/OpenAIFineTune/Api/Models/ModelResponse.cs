namespace OpenAIFineTune.Api.Models;

/// <summary>A model as a service lists it.</summary>
internal sealed record ModelResponse
{
    public string Id { get; init => field = value ?? ""; } = "";

    public string? OwnedBy { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public double? Created { get; init; }

    /// <summary>A day, or null for a model that stays (OpenAI's API description 2.3.0).</summary>
    public string? ShutdownDate { get; init; }

    /// <summary>The model that it was trained from, on servers that say so.</summary>
    public string? Parent { get; init; }
}
