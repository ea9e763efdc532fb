using System.Management.Automation;
using OpenAIFineTune.Api;
using OpenAIFineTune.Data;
using OpenAIFineTune.PowerShell.Arguments;
using OpenAIFineTune.PowerShell.Session;

namespace OpenAIFineTune.PowerShell;

/// <summary>A cmdlet that speaks to a service.</summary>
public abstract class FineTuneCmdlet : AsyncCmdlet
{
    private readonly Dictionary<FineTuneConnection, FineTuneClient> _clients = [];
    private FineTuneConnection? _environment;

    /// <summary>The connection to use instead of the current one: an object or a name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ConnectionTransform]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    [ValidateNotNull]
    public virtual FineTuneConnection? Connection { get; set; }

    /// <summary>The client of the connection; throws <c>NotConnected</c> when there is none.</summary>
    internal FineTuneClient Client => ClientOf(Connection ?? Connections.Resolve());

    /// <summary>The connections of the runspace, read on the pipeline thread.</summary>
    internal ConnectionRegistry Connections { get; private set; } = null!;

    /// <summary>The names for tab completion; what a command shows is added to them.</summary>
    internal SeenNames Seen { get; private set; } = null!;

    /// <summary>The one client that this command has for a connection.</summary>
    internal FineTuneClient ClientOf(FineTuneConnection connection)
    {
        // The environment's is made anew each time it is asked for; within a command the first stands for all.
        if (connection.Name == EnvironmentConnection.Name)
        {
            connection = _environment ??= connection;
        }

        // By property name, each input object may come with the connection it was read from.
        if (!_clients.TryGetValue(connection, out FineTuneClient? client))
        {
            client = FineTuneClient.WithRecords(connection, DataFolder.Path, PipelineLog.Instance);
            _clients.Add(connection, client);
        }

        return client;
    }

    /// <summary>Asks before something is deleted, unless <paramref name="force"/> says not to.</summary>
    private protected async Task<bool> MayDeleteAsync(PipelineWriter pipeline, string target, string action, bool force)
    {
        bool isTold = MyInvocation.BoundParameters.ContainsKey("Confirm")
            || await pipeline.InvokeAsync(
                cmdlet => LanguagePrimitives.IsTrue(cmdlet.GetVariableValue("WhatIfPreference")))
                .ConfigureAwait(false)
            || MyInvocation.BoundParameters.ContainsKey("WhatIf");
        return (force && !isTold) || await pipeline.ShouldProcessAsync(target, action).ConfigureAwait(false);
    }

    protected sealed override void OnPipelineThread()
    {
        Connections = ConnectionRegistry.Current;
        Seen = SeenNames.Current;
    }
}
