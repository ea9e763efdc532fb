using OpenAIFineTune.Services;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>Completes the services that are known by name.</summary>
public sealed class ProviderCompleter() : WordCompleter([.. ServiceProfiles.All.Select(service => service.Name)])
{
}
