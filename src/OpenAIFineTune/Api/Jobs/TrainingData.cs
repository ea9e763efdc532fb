namespace OpenAIFineTune.Api.Jobs;

/// <summary>Data for a job: a file on this machine, or one that the service has already.</summary>
/// <param name="Path">The full path of the file; null for an uploaded one.</param>
/// <param name="FileId">The service's id of the file; null for one that is still to be uploaded.</param>
internal sealed record TrainingData(string? Path, string? FileId)
{
    private static readonly string[] s_extensions = [".jsonl", ".json", ".csv", ".tsv", ".txt", ".xlsx", ".zip"];

    /// <summary>A file that exists by its full path; else an id, unless the text can only be a path.</summary>
    public static TrainingData From(string text)
    {
        if (System.IO.Path.IsPathFullyQualified(text) && File.Exists(text))
        {
            return new TrainingData(text, null);
        }

        bool isPath = text.IndexOfAny(['/', '\\']) >= 0
            || s_extensions.Any(end => text.EndsWith(end, StringComparison.OrdinalIgnoreCase));
        return isPath && !text.StartsWith("file-", StringComparison.Ordinal)
            ? throw new FineTuneException("PathNotFound", $"There is no file '{text}'.")
            {
                Target = text,
                Advice = "Give the path of a .jsonl file, such as ConvertTo-FineTuneJsonl writes, "
                    + "or the id of an uploaded file.",
            }
            : new TrainingData(null, text);
    }

    /// <inheritdoc/>
    public override string ToString() => Path ?? FileId ?? "";
}
