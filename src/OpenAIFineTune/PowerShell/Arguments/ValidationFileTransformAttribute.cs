using System.Management.Automation;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>
/// Takes a data set, a job, a file of the disk or of the service, a path or an id, and gives the path or id of the
/// validation data. As text a data set would become the path of its training file.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidationFileTransformAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? bare = inputData is PSObject wrapped && wrapped.BaseObject is not PSCustomObject
            ? wrapped.BaseObject
            : inputData;
        return bare switch
        {
            null => null,
            string text => TrainingFileTransformAttribute.Resolve(engineIntrinsics, text),
            FineTuneDataset data => data.ValidationFile ?? throw None(data),
            FineTuneJob job => job.ValidationFile ?? throw None(job),
            FineTuneFile file => file.Id,
            FileInfo file => file.FullName,
            _ => throw new ArgumentTransformationMetadataException(
                $"'{bare}' ({bare.GetType().Name}) is no validation data: give a path, the id of an uploaded file, "
                + "or the output of ConvertTo-FineTuneJsonl."),
        };
    }

    private static ArgumentTransformationMetadataException None(object data)
        => new($"'{data}' has no validation file.");
}
