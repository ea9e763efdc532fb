using System.Management.Automation;
using OpenAIFineTune.PowerShell;
using OpenAIFineTune.PowerShell.Arguments;
using OpenAIFineTune.PowerShell.Session;

namespace OpenAIFineTune.Commands;

[Cmdlet(VerbsCommon.Get, "FineTuneConnection")]
[OutputType(typeof(FineTuneConnection))]
public sealed class GetFineTuneConnectionCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    [Parameter]
    public SwitchParameter Current { get; set; }

    protected override void ProcessRecord()
    {
        ConnectionRegistry registry = ConnectionRegistry.Current;
        foreach (string name in Name)
        {
            WildcardPattern? pattern = NamePattern.Of(name);
            FineTuneConnection[] found = [.. registry.All.Where(connection => pattern is null
                ? string.Equals(connection.Name, name, StringComparison.OrdinalIgnoreCase)
                : pattern.IsMatch(connection.Name))];
            WriteObject(
                found.Where(connection => !Current || ReferenceEquals(connection, registry.Default)),
                enumerateCollection: true);
            if (found.Length == 0 && pattern is null)
            {
                WriteError(Errors.From(
                    new FineTuneException("NotFound", $"There is no connection named '{name}'."), name));
            }
        }
    }
}
