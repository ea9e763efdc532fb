using System.Collections;
using System.Management.Automation;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>
/// Takes files where file ids are asked for. Anything else is refused: PowerShell would turn it into text such as
/// <c>@{Name=x}</c> and ask the service for that.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class FileIdTransformAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
        => Unwrap(inputData) is IEnumerable list and not string
            ? list.Cast<object?>().Select(IdOf).ToArray()
            : IdOf(inputData);

    private static string IdOf(object? input) => Unwrap(input) switch
    {
        string id => id,
        FineTuneFile file => file.Id,
        FineTuneJob => throw new ArgumentTransformationMetadataException(
            "A job is no file; it names its files in the properties TrainingFile, ValidationFile and ResultFiles."),
        PSObject custom when Unwrap(custom.Properties["Id"]?.Value) is string id => id,
        object other => throw new ArgumentTransformationMetadataException(
            $"'{other}' ({other.GetType().Name}) is no file and no file id."),
        null => throw new ArgumentTransformationMetadataException("A file id is missing."),
    };

    private static object? Unwrap(object? input)
        => input is PSObject wrapped && wrapped.BaseObject is not PSCustomObject ? wrapped.BaseObject : input;
}
