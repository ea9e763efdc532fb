namespace OpenAIFineTune;

/// <summary>What kind of answer the examples teach.</summary>
public enum FineTuneTaskType
{
    /// <summary>A prompt and a text that answers it.</summary>
    ConditionalGeneration,

    /// <summary>A prompt and one of a few labels: fewer than a third as many as there are examples.</summary>
    Classification,

    /// <summary>No prompt; the model learns to write texts of a kind.</summary>
    OpenEnded,
}
