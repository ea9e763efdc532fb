using System.Management.Automation;

namespace OpenAIFineTune.Connections;

/// <summary>Forgets keys and ends connections when the module is removed.</summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => ConnectionRegistry.Current.Clear();
}
