using System.Management.Automation;
using OpenAIFineTune.PowerShell;
using OpenAIFineTune.PowerShell.Arguments;
using OpenAIFineTune.PowerShell.Session;

namespace OpenAIFineTune.Commands;

[Cmdlet(VerbsCommunications.Disconnect, "FineTune")]
[OutputType(typeof(void))]
public sealed class DisconnectFineTuneCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ConnectionTransform]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    [ValidateNotNull]
    public FineTuneConnection? Connection { get; set; }

    [Parameter]
    public SwitchParameter All { get; set; }

    protected override void ProcessRecord()
    {
        ConnectionRegistry registry = ConnectionRegistry.Current;
        if (All)
        {
            registry.Clear();
            return;
        }

        FineTuneConnection? ended = Connection ?? registry.Default;
        if (ended is not null)
        {
            registry.Remove(ended);
        }
        else
        {
            FineTuneException none = new("NotConnected", "There is no connection to end.");
            WriteError(Errors.From(none, target: null));
        }
    }
}
