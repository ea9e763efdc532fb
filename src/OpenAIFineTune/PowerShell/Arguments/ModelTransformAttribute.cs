using System.Management.Automation;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>
/// Takes copies of jobs, checkpoints and models where a model is asked for: what comes out of Import-Clixml, Start-Job
/// or a remote session has the properties and no longer the type.
/// </summary>
internal sealed class ModelTransformAttribute : ValueTransformAttribute
{
    protected override object? Read(object? value, EngineIntrinsics engine)
        => Each(value, item => item is PSObject copy ? Read(copy) : item);

    private static object Read(PSObject copy)
    {
        bool isModel = copy.TypeNames.Any(
            name => name.EndsWith("." + nameof(FineTunedModel), StringComparison.Ordinal));
        string? id = Text(copy, "Id");
        string? made = isModel ? id : Text(copy, nameof(FineTuneJob.FineTunedModel));
        return made is null
            ? copy
            : new ModelReference(made, Text(copy, "JobId") ?? (isModel ? null : id), Text(copy, "Connection"));
    }

    private static string? Text(PSObject copy, string property)
        => copy.Properties[property]?.Value is object value
            && LanguagePrimitives.ConvertTo<string>(value) is { Length: > 0 } text
            ? text : null;
}
