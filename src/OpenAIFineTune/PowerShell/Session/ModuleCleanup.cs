using System.Management.Automation;

namespace OpenAIFineTune.PowerShell.Session;

/// <summary>Forgets keys, ends connections and stops servers when the module is removed.</summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        ConnectionRegistry.Current.Clear();
        ConnectionRegistry.Current.ForgetServers();
        foreach (FineTuneServer server in ServerRegistry.Current.Running)
        {
            _ = server.StopAsync().AsTask();
        }
    }
}
