using System.Collections;
using System.Management.Automation;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>
/// Takes jobs, and whatever tells its job, where job ids are asked for. Anything else is refused: PowerShell would turn
/// it into text such as <c>@{Name=x}</c> and ask the service for that.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class JobIdTransformAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? bare = Unwrap(inputData);
        return bare is IEnumerable list and not string
            ? list.Cast<object?>().Select(IdOf).ToArray()
            : IdOf(inputData);
    }

    private static string IdOf(object? input) => Unwrap(input) switch
    {
        string id => id,
        FineTuneJob job => job.Id,
        FineTuneFile file => throw NoJob(file),
        null => throw new ArgumentTransformationMetadataException(
            "Nothing (null) was given where a fine-tuning job is needed."),
        object other => PropertyOf(input!, "JobId") ?? PropertyOf(input!, "Id") ?? throw NoJob(other),
    };

    private static object? Unwrap(object? input)
        => input is PSObject wrapped && wrapped.BaseObject is not PSCustomObject ? wrapped.BaseObject : input;

    private static string? PropertyOf(object input, string name)
        => PSObject.AsPSObject(input).Properties[name]?.Value is object value ? Unwrap(value) as string : null;

    private static ArgumentTransformationMetadataException NoJob(object value)
        => new($"'{value}' ({value.GetType().Name}) is no fine-tuning job, and tells none: "
            + "it has no text in 'JobId' or 'Id'.");
}
