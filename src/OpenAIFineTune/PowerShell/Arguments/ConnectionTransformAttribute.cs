using System.Management.Automation;
using OpenAIFineTune.PowerShell.Session;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>Takes a connection's name where a connection is asked for.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ConnectionTransformAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? bare = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return bare is string name
            ? ConnectionRegistry.Current.Find(name)
                ?? throw new ArgumentTransformationMetadataException(
                    $"There is no connection named '{name}'. Get-FineTuneConnection lists them.")
            : bare;
    }
}
