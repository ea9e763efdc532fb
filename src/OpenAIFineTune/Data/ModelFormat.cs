namespace OpenAIFineTune.Data;

/// <summary>Knows which format a model is trained with.</summary>
internal static class ModelFormat
{
    // The completion models: of 2023 (OpenAI's deprecations page), of the years before, and the local engine's.
    private static readonly string[] s_completionModels =
        ["babbage-002", "davinci-002", "ada", "babbage", "curie", "davinci", "local-baseline"];

    /// <summary>Prompt and completion for the old models and those trained from them; chat for all others.</summary>
    public static FineTuneFormat Of(string model)
    {
        // ft:davinci-002:org::id and curie:ft-org-2023-01-01-00-00-00 name the model that they were trained from.
        string name = model.StartsWith("ft:", StringComparison.OrdinalIgnoreCase) ? model[3..] : model;
        string origin = name.Split(':')[0];
        return s_completionModels.Contains(origin, StringComparer.OrdinalIgnoreCase)
            ? FineTuneFormat.PromptCompletion
            : FineTuneFormat.Chat;
    }
}
