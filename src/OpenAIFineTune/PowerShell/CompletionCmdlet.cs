using System.Collections;
using System.Management.Automation;
using OpenAIFineTune.Api;
using OpenAIFineTune.Api.Completions;
using OpenAIFineTune.Asking;

namespace OpenAIFineTune.PowerShell;

/// <summary>What every command that asks a model takes, beside the prompts themselves.</summary>
public abstract class CompletionCmdlet : FineTuneCmdlet
{
    private readonly PromptFormats _formats = new();

    [Parameter]
    public CompletionEndpoint Endpoint { get; set; }

    [Parameter]
    [AllowEmptyString]
    public string? Separator { get; set; }

    [Parameter]
    [AllowEmptyCollection]
    public string[]? Stop { get; set; }

    [Parameter]
    public SwitchParameter Raw { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SystemMessage { get; set; }

    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? MaxTokens { get; set; }

    [Parameter]
    [ValidateRange(0.0, 2.0)]
    public double? Temperature { get; set; }

    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? TopP { get; set; }

    [Parameter]
    public long? Seed { get; set; }

    [Parameter]
    [ValidateRange(-2.0, 2.0)]
    public double? PresencePenalty { get; set; }

    [Parameter]
    [ValidateRange(-2.0, 2.0)]
    public double? FrequencyPenalty { get; set; }

    [Parameter]
    public Hashtable? LogitBias { get; set; }

    [Parameter]
    public string? User { get; set; }

    [Parameter]
    public Hashtable? AdditionalParameter { get; set; }

    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 1;

    /// <summary>The client of the model's service: unless one is named, where the job or model came from.</summary>
    internal FineTuneClient ClientFor(ModelReference model)
    {
        FineTuneConnection? home = model.Connection is string name ? Connections.Find(name) : null;
        return ClientOf(Connection ?? home ?? Connections.Resolve());
    }

    /// <summary>How a model wants to be asked, and what the caller says otherwise.</summary>
    internal async Task<PromptFormat> FormatAsync(
        ModelReference model, FineTuneClient client, CancellationToken cancellation)
    {
        bool saysAll = Endpoint != CompletionEndpoint.Auto && (Raw || (Separator is not null && Stop is not null));
        PromptFormat known = saysAll
            ? PromptFormat.Of(model.Name, model.Job)
            : await _formats.FindAsync(model, client, cancellation).ConfigureAwait(false);
        string? separator = Separator ?? (Raw ? null : known.Separator);
        CompletionEndpoint fitting = NeedsChat ? CompletionEndpoint.Chat : known.Endpoint;
        CompletionEndpoint endpoint = Endpoint == CompletionEndpoint.Auto ? fitting : Endpoint;
        return known with
        {
            Endpoint = endpoint,
            HasLeadingBlank = known.HasLeadingBlank || endpoint == CompletionEndpoint.Completions,
            Separator = string.IsNullOrEmpty(separator) ? null : separator,
            Stop = Stop ?? (Raw ? [] : known.Stop),
        };
    }

    /// <summary>The settings that the parameters make.</summary>
    internal virtual CompletionSettings ToSettings() => new()
    {
        MaxTokens = MaxTokens,
        Temperature = Temperature,
        TopP = TopP,
        Seed = Seed,
        PresencePenalty = PresencePenalty,
        FrequencyPenalty = FrequencyPenalty,
        LogitBias = LogitBias?.Cast<DictionaryEntry>().ToDictionary(
            entry => Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!,
            entry => LanguagePrimitives.ConvertTo<double>(entry.Value)),
        User = User,
        Additional = AdditionalParameter is null ? null : (JsonObject?)ObjectJson.From(AdditionalParameter),
    };

    /// <summary>True when only the chat endpoint can do what was asked.</summary>
    internal virtual bool NeedsChat => SystemMessage is not null;

    /// <summary>The model, if requests can be sent to it: a job that made none yet is an error.</summary>
    internal static ModelReference Usable(ModelReference model) => model.Name.Length > 0
        ? model
        : throw new FineTuneException("ModelNotReady", model.Job is FineTuneJob job
            ? $"Job '{job.Id}' has no model: its status is '{job.Status}'."
            : "The name of the model is empty.")
        {
            Target = (object?)model.Job ?? model,
            Advice = "Wait-FineTune waits until a job has its model.",
        };
}
