namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>Completes the word that leaves a number to the service.</summary>
public sealed class HyperparameterCompleter() : WordCompleter(HyperparameterTransformAttribute.Auto)
{
}
