using System.Collections;
using System.Management.Automation;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>Takes a column: a script block as it is, anything else as the text of its name.</summary>
internal sealed class ColumnTransformAttribute : ValueTransformAttribute
{
    protected override object? Read(object? value, EngineIntrinsics engine) => value switch
    {
        null or string or ScriptBlock => value,
        IEnumerable => throw new ArgumentTransformationMetadataException(
            "Name one column, a template such as '{Title}: {Body}', or a script block."),
        _ => LanguagePrimitives.ConvertTo<string>(value),
    };
}
