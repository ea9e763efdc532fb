using System.Text;
using OpenAIFineTune.Local.Store;

namespace OpenAIFineTune.Local.Jobs;

/// <summary>The file with the measurements of a training.</summary>
internal static class ResultFile
{
    /// <summary>Writes the file in base64, as OpenAI serves it.</summary>
    public static StoredFile Write(LocalStores stores, StoredJob job)
    {
        StringBuilder text = new(JobProgress.Header);
        int epochs = stores.Jobs.Checkpoints(job.Id)[^1].Epoch;
        for (int epoch = 1; epoch <= epochs; epoch++)
        {
            _ = text.Append(File.ReadAllText(stores.Jobs.FolderOf(job.Id).Steps(epoch)));
        }

        string temporary = stores.State.NewTemporaryFile();
        File.WriteAllText(temporary, Convert.ToBase64String(Encoding.ASCII.GetBytes(text.ToString())));
        return stores.Files.Add(temporary, "step_metrics.csv", "fine-tune-results");
    }
}
