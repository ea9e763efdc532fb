using OpenAIFineTune.Api;
using OpenAIFineTune.Api.Files;

namespace OpenAIFineTune.Asking;

/// <summary>Finds validation data on the disk or at the service.</summary>
internal static class EvaluationFile
{
    /// <summary>True for the id of a file at the service rather than a path.</summary>
    public static bool IsId(string file)
        => file.StartsWith("file-", StringComparison.Ordinal) && file.IndexOfAny(['/', '\\', '.']) < 0;

    /// <summary>Reads the examples of a full path, or of a file that the service keeps.</summary>
    public static async Task<IReadOnlyList<EvaluationExample>> ReadAsync(
        string file, FilesClient files, Action<FineTuneException> report, CancellationToken cancellation)
    {
        if (!IsId(file))
        {
            return EvaluationReader.Read(file, report, cancellation);
        }

        string folder = Directory.CreateTempSubdirectory("OpenAIFineTune-").FullName;
        try
        {
            string copy = Path.Combine(folder, file + ".jsonl");
            await files.ContentOf(file).SaveAsync(copy, overwrite: true, cancellation).ConfigureAwait(false);
            return EvaluationReader.Read(copy, report, cancellation);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
