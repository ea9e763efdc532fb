namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>Completes the kinds of training that Azure sells.</summary>
public sealed class TrainingTypeCompleter() : WordCompleter("standard", "globalStandard", "developerTier")
{
}
