using System.Management.Automation;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>
/// Takes a data set, a file of the disk or of the service, a path or an id, and gives a full path or an id.
/// </summary>
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
            FineTuneDataset data => data.TrainingFile ?? (object)new NoTrainingData(
                $"the data set of {data.ExampleCount} examples, which was not written",
                "Run ConvertTo-FineTuneJsonl without -WhatIf."),
            FineTuneFile file => file.Id,
            FineTuneJob job => job.TrainingFile,
            FileInfo file => file.FullName,
            PSObject other when other.Properties["TrainingFile"]?.Value is object value
                => Transform(engineIntrinsics, value),
            NoTrainingData => bare,
            _ => new NoTrainingData(
                $"'{bare}' ({bare.GetType().Name}) is no training data",
                "Rows become training data with ConvertTo-FineTuneJsonl, whose output New-FineTune takes. "
                    + "It also takes a path, the id of an uploaded file, and the output of Send-FineTuneFile."),
        };
    }

    /// <summary>The full path of a file that is there; any other text as it is, since it may be an id.</summary>
    // Here, since only the pipeline thread knows the session's location and drives.
    internal static string Resolve(EngineIntrinsics engine, string text)
    {
        try
        {
            string path = engine.SessionState.Path.GetUnresolvedProviderPathFromPSPath(
                text, out ProviderInfo provider, out _);
            return provider.Name == "FileSystem" && File.Exists(path) ? path : text;
        }
        catch (Exception e) when (!Errors.IsPipelineControl(e))
        {
            return text; // No path, so an id.
        }
    }
}
