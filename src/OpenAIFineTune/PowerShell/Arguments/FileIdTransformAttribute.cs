using System.Management.Automation;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>
/// Takes files where file ids are asked for. Anything else is refused: PowerShell would turn it into text such as
/// <c>@{Name=x}</c> and ask the service for that.
/// </summary>
internal sealed class FileIdTransformAttribute : ValueTransformAttribute
{
    protected override object? Read(object? value, EngineIntrinsics engine) => Each(value, IdOf);

    private static string IdOf(object? value) => value switch
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
}
