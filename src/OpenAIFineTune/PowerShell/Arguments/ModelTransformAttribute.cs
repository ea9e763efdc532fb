using System.Collections;
using System.Management.Automation;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>
/// Takes copies of jobs, checkpoints and models where a model is asked for: what comes out of Import-Clixml, Start-Job
/// or a remote session has the properties and no longer the type.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ModelTransformAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
        => inputData is IEnumerable list and not string and not IDictionary
            ? list.Cast<object?>().Select(Read).ToArray()
            : Read(inputData);

    private static object? Read(object? input)
    {
        if (input is not PSObject { BaseObject: PSCustomObject } copy)
        {
            return input;
        }

        bool isModel = copy.TypeNames.Any(
            name => name.EndsWith("." + nameof(FineTunedModel), StringComparison.Ordinal));
        string? id = Text(copy, "Id");
        string? made = isModel ? id : Text(copy, nameof(FineTuneJob.FineTunedModel));
        return made is null
            ? input
            : new ModelReference(made, Text(copy, "JobId") ?? (isModel ? null : id), Text(copy, "Connection"));
    }

    private static string? Text(PSObject copy, string property)
        => copy.Properties[property]?.Value is object value
            && LanguagePrimitives.ConvertTo<string>(value) is { Length: > 0 } text
            ? text
            : null;
}
