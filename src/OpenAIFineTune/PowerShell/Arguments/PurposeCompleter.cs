namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>Completes what files are for (the purposes of OpenAI's API description 2.3.0).</summary>
public sealed class PurposeCompleter() : WordCompleter(
    "fine-tune", "fine-tune-results", "batch", "assistants", "vision", "user_data", "evals")
{
}
