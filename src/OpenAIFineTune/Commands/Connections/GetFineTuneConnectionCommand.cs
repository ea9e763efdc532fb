using System.Management.Automation;
using OpenAIFineTune.Connections;

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
            WildcardPattern pattern = new(name, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
            FineTuneConnection[] found = [.. registry.All.Where(connection => pattern.IsMatch(connection.Name))];
            WriteObject(
                found.Where(connection => !Current || ReferenceEquals(connection, registry.Default)),
                enumerateCollection: true);
            if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                WriteError(Pipeline.Errors.From(
                    new FineTuneException("NotFound", $"There is no connection named '{name}'."), name));
            }
        }
    }
}
