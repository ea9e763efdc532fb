using System.Management.Automation;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>
/// Takes jobs, and whatever tells its job, where job ids are asked for. Anything else is refused: PowerShell would turn
/// it into text such as <c>@{Name=x}</c> and ask the service for that.
/// </summary>
internal sealed class JobIdTransformAttribute : ValueTransformAttribute
{
    protected override object? Read(object? value, EngineIntrinsics engine) => Each(value, IdOf);

    private static string IdOf(object? value) => value switch
    {
        string id => id,
        FineTuneJob job => job.Id,
        FineTuneFile file => throw NoJob(file),
        null => throw new ArgumentTransformationMetadataException(
            "Nothing (null) was given where a fine-tuning job is needed."),
        object other => PropertyOf(other, "JobId") ?? PropertyOf(other, "Id") ?? throw NoJob(other),
    };

    private static string? PropertyOf(object value, string name)
        => Unwrap(PSObject.AsPSObject(value).Properties[name]?.Value) as string;

    private static ArgumentTransformationMetadataException NoJob(object value)
        => new($"'{value}' ({value.GetType().Name}) is no fine-tuning job, and tells none: "
            + "it has no text in 'JobId' or 'Id'.");
}
