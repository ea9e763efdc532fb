using System.Management.Automation;

namespace OpenAIFineTune.Pipeline;

/// <summary>Takes a data set, a file of the disk or of the service, a path or an id, and gives a full path or an id.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TrainingFileTransformAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? bare = inputData is PSObject wrapped && wrapped.BaseObject is not PSCustomObject
            ? wrapped.BaseObject
            : inputData;
        return bare switch
        {
            null => null,
            string text => Resolve(engineIntrinsics, text),
            FineTuneDataset data => data.TrainingFile,
            FineTuneFile file => file.Id,
            FineTuneJob job => job.TrainingFile,
            FileInfo file => file.FullName,
            PSObject other when other.Properties["TrainingFile"]?.Value is object value => Transform(engineIntrinsics, value),
            _ => throw new ArgumentTransformationMetadataException(
                $"'{bare}' ({bare.GetType().Name}) is no training data: give a path, the id of an uploaded file, or the output of "
                + "ConvertTo-FineTuneJsonl or Send-FineTuneFile."),
        };
    }

    // Here, since only the pipeline thread knows the session's location and drives.
    private static string Resolve(EngineIntrinsics engine, string text)
    {
        try
        {
            string path = engine.SessionState.Path.GetUnresolvedProviderPathFromPSPath(text, out ProviderInfo provider, out _);
            return provider.Name == "FileSystem" && File.Exists(path) ? path : text;
        }
        catch (Exception e) when (!Errors.IsPipelineControl(e))
        {
            return text; // No path, so an id.
        }
    }
}
