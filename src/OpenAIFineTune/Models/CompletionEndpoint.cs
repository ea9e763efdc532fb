namespace OpenAIFineTune;

/// <summary>The two ways to ask a model.</summary>
public enum CompletionEndpoint
{
    /// <summary>Whichever fits the model.</summary>
    Auto,

    /// <summary>A text that the model continues: for models trained on prompts and completions.</summary>
    Completions,

    /// <summary>A conversation that the model answers.</summary>
    Chat,
}
