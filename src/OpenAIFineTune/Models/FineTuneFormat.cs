namespace OpenAIFineTune;

/// <summary>The shapes of a training file's lines.</summary>
public enum FineTuneFormat
{
    /// <summary><c>{"prompt":…,"completion":…}</c></summary>
    PromptCompletion,

    /// <summary><c>{"messages":[…]}</c></summary>
    Chat,

    /// <summary><c>{"input":…,"preferred_output":[…],"non_preferred_output":[…]}</c></summary>
    Preference,

    /// <summary>
    /// <c>{"messages":[…],…}</c>, where the messages may be of a developer, and the other keys are for a grader.
    /// </summary>
    Reinforcement,
}
