using OpenAIFineTune.Services;

namespace OpenAIFineTune.Api.Jobs;

/// <summary>What a caller wants of a job, before it is known to be possible.</summary>
internal sealed record JobSettings
{
    public string? Model { get; init; }

    public string? Suffix { get; init; }

    public long? Seed { get; init; }

    /// <summary>The protocol's word for the training method; null when neither the caller nor the data says.</summary>
    public string? Method
    {
        // Preferences are learned from in one way only.
        get => field ?? (Format == FineTuneFormat.Preference ? "dpo" : null);
        init;
    }

    /// <summary>The shape of the data's lines; null when it is not known.</summary>
    public FineTuneFormat? Format { get; init; }

    /// <summary>Numbers or the word <c>auto</c>, by the protocol's names; those that the caller gives.</summary>
    public IReadOnlyDictionary<string, object> Hyperparameters { get; init; } = new Dictionary<string, object>();

    public JsonObject? Grader { get; init; }

    /// <summary>The caller's notes.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>What ends every prompt of the data; null for nothing.</summary>
    public string? Separator { get; init; }

    /// <summary>What ends every completion of the data; null for nothing.</summary>
    public string? StopSequence { get; init; }

    public WeightsAndBiases? WeightsAndBiases { get; init; }

    /// <summary>The request for the job, but for its files; throws when a setting can't be right.</summary>
    public CreateJobRequest ToRequest(FineTuneConnection connection)
    {
        ServiceProfile service = connection.Profile;
        CreateJobRequest request = new()
        {
            Model = Model ?? service.DefaultModel
                ?? throw JobRules.Wrong("Model", "the service needs the name of a base model"),
            Suffix = Suffix,
            Seed = Seed,
            Method = ToMethod(service.KnowsMethods),
            Metadata = WithNotes(),
            WeightsAndBiases = WeightsAndBiases,
            ExtraBody = new JsonObject(service.JobFields.Select(field =>
                KeyValuePair.Create<string, JsonNode?>(field.Key, field.Value))),
        };
        JobRules.Check(this, request, service.HasLimits);
        return request;
    }

    private TrainingMethod? ToMethod(bool knowsMethods)
    {
        if (Method is null && Hyperparameters.Count == 0 && Grader is null)
        {
            return null;
        }

        Dictionary<string, JsonNode> values = new(StringComparer.Ordinal);
        foreach ((string name, object value) in Hyperparameters)
        {
            values[name] = value switch
            {
                double number when number == Math.Floor(number) && Math.Abs(number) < int.MaxValue => (long)number,
                double number => number,
                _ => (string)value,
            };
        }

        return new TrainingMethod(Method ?? (knowsMethods ? "supervised" : null), values, Grader);
    }

    private Dictionary<string, string> WithNotes()
    {
        Dictionary<string, string> notes = new(Metadata, StringComparer.Ordinal);
        if (!string.IsNullOrEmpty(Separator))
        {
            notes[JobMetadata.Separator] = Separator;
        }

        if (!string.IsNullOrEmpty(StopSequence))
        {
            notes[JobMetadata.StopSequence] = StopSequence;
        }

        return notes;
    }
}
