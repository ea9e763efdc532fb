using System.Management.Automation;
using OpenAIFineTune.PowerShell.Session;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>Takes a connection's name where a connection is asked for.</summary>
internal sealed class ConnectionTransformAttribute : ValueTransformAttribute
{
    protected override object? Read(object? value, EngineIntrinsics engine)
        => value is string name
            ? ConnectionRegistry.Current.Find(name)
                ?? throw new ArgumentTransformationMetadataException(
                    $"There is no connection named '{name}'. Get-FineTuneConnection lists them.")
            : value;
}
