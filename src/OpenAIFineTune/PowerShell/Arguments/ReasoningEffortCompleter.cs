namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>
/// Completes how much a model reasons in reinforcement (OpenAI's API description 2.3.0); others may be typed.
/// </summary>
public sealed class ReasoningEffortCompleter() : WordCompleter("default", "low", "medium", "high")
{
}
