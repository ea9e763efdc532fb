using System.Collections;
using System.Management.Automation;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>Takes a column: a script block as it is, anything else as the text of its name.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ColumnTransformAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? bare = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return bare switch
        {
            null or string or ScriptBlock => bare,
            IEnumerable => throw new ArgumentTransformationMetadataException(
                "Name one column, a template such as '{Title}: {Body}', or a script block."),
            _ => LanguagePrimitives.ConvertTo<string>(bare),
        };
    }
}
