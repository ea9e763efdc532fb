using System.Management.Automation;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>
/// Takes a data set, a job, a file of the disk or of the service, a path or an id, and gives the full path or the id of
/// its data. As text a data set would become the path of its training file, whatever is asked for.
/// </summary>
internal sealed class DataFileTransformAttribute : ValueTransformAttribute
{
    /// <summary>True for validation data.</summary>
    public bool ForValidation { get; init; }

    protected override object? Read(object? value, EngineIntrinsics engine) => value switch
    {
        null => null,
        string text => Resolve(text, engine),
        FineTuneFile file => file.Id,
        FileInfo file => file.FullName,
        _ => ForValidation ? ValidationOf(value) : TrainingOf(value, engine),
    };

    private object? TrainingOf(object value, EngineIntrinsics engine) => value switch
    {
        FineTuneDataset data => data.TrainingFile ?? (object)Nothing(
            $"the data set of {data.ExampleCount} examples, which was not written",
            "Run ConvertTo-FineTuneJsonl without -WhatIf."),
        FineTuneJob job => job.TrainingFile,
        PSObject other when other.Properties["TrainingFile"]?.Value is object file => Transform(engine, file),
        FineTuneException => value,
        _ => Nothing(
            $"'{value}' ({value.GetType().Name}) is no training data",
            "Rows become training data with ConvertTo-FineTuneJsonl, whose output New-FineTune takes. "
                + "It also takes a path, the id of an uploaded file, and the output of Send-FineTuneFile."),
    };

    // A value and no exception, so that the command gives one clear error for a thousand rows instead of one each.
    private static FineTuneException Nothing(string what, string advice)
        => new("NotTrainingData", $"There is nothing to train on: {what}.") { Target = what, Advice = advice };

    private static string ValidationOf(object value) => value switch
    {
        FineTuneDataset data => data.ValidationFile,
        FineTuneJob job => job.ValidationFile,
        _ => throw new ArgumentTransformationMetadataException(
            $"'{value}' ({value.GetType().Name}) is no validation data: give a path, the id of an uploaded file, "
            + "or the output of ConvertTo-FineTuneJsonl."),
    } ?? throw new ArgumentTransformationMetadataException($"'{value}' has no validation file.");

    // The full path of a file that is there; any other text as it is, since it may be an id. Here, since only the
    // pipeline thread knows the session's location and drives.
    private static string Resolve(string text, EngineIntrinsics engine)
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
