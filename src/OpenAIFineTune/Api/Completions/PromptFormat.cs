using OpenAIFineTune.Api.Jobs;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.Api.Completions;

/// <summary>How a model wants to be asked.</summary>
/// <param name="Model">The name that requests use.</param>
/// <param name="Endpoint">Completions or Chat.</param>
internal sealed record PromptFormat(string Model, CompletionEndpoint Endpoint)
{
    /// <summary>What ends every prompt; null for nothing.</summary>
    public string? Separator { get; init; }

    /// <summary>What the answer ends before; empty to leave that to the model.</summary>
    public IReadOnlyList<string> Stop { get; init; } = [];

    /// <summary>True when the answers it was trained on begin with a blank, as completions do.</summary>
    public bool HasLeadingBlank { get; init; } = Endpoint == CompletionEndpoint.Completions;

    /// <summary>When the model was made; null when that is not known.</summary>
    public DateTimeOffset? MadeAt { get; init; }

    /// <summary>The format of a model that nothing but the name, and perhaps its job, is known of.</summary>
    public static PromptFormat Of(string model, FineTuneJob? job)
    {
        string? separator = job?.Metadata.GetValueOrDefault(JobMetadata.Separator);
        string? stop = job?.Metadata.GetValueOrDefault(JobMetadata.StopSequence);
        bool completes = !string.IsNullOrEmpty(separator) || Completes(job?.Model) || Completes(model);
        return new PromptFormat(model, completes ? CompletionEndpoint.Completions : CompletionEndpoint.Chat)
        {
            Separator = string.IsNullOrEmpty(separator) ? null : separator,
            Stop = string.IsNullOrEmpty(stop) ? [] : [stop],
            MadeAt = job?.FinishedAt,
        };
    }

    /// <summary>The prompt as in training; one that ends in the separator already stays as it is.</summary>
    public string Apply(string prompt)
        => Separator is null || prompt.EndsWith(Separator, StringComparison.Ordinal) ? prompt : prompt + Separator;

    private static bool Completes(string? name) => name is not null && KnownModels.Completes(name);
}
