using System.Text;
using OpenAIFineTune.Engine.Store;

namespace OpenAIFineTune.Engine.Jobs;

/// <summary>The file with the measurements of a training.</summary>
internal static class ResultFile
{
    /// <summary>Writes the file in base64, as OpenAI serves it; for the old routes as plain text.</summary>
    public static StoredFile Write(EngineStores stores, StoredJob job)
    {
        JobFolder folder = stores.Jobs.FolderOf(job.Id);
        int epochs = stores.Jobs.Checkpoints(job.Id)[^1].Epoch;
        string[] lines = [.. Enumerable.Range(1, epochs).SelectMany(epoch => File.ReadAllLines(folder.Steps(epoch)))];
        bool isLegacy = job.Legacy is not null;
        string content = isLegacy
            ? LegacyColumns.Write(job, lines)
            : Convert.ToBase64String(
                Encoding.ASCII.GetBytes(StepRecorder.Header + string.Concat(lines.Select(line => line + "\n"))));
        string temporary = stores.State.NewTemporaryFile();
        using (FileStream file = StateFile.Create(temporary))
        {
            file.Write(Encoding.ASCII.GetBytes(content));
        }

        return stores.Files.Add(temporary, isLegacy ? "compiled_results.csv" : "step_metrics.csv", "fine-tune-results");
    }
}
