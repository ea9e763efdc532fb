using System.Management.Automation.Runspaces;

namespace OpenAIFineTune.PowerShell.Session;

/// <summary>State that each runspace has for itself; a static would be shared by all of the process.</summary>
internal sealed class PerRunspace<T> where T : class, new()
{
    private readonly ConditionalWeakTable<Runspace, T> _states = [];

    /// <summary>The state of the runspace that is running on this thread, which must be a pipeline thread.</summary>
    public T Current => _states.GetOrCreateValue(Runspace.DefaultRunspace);
}
