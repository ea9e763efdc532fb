using System.Text;
using OpenAIFineTune.Local.Store;

namespace OpenAIFineTune.Local.Jobs;

/// <summary>The file with the measurements of a training.</summary>
internal static class ResultFile
{
    // The names of the old routes' columns for the same measurements.
    private const string LegacyHeader =
        "step,training_loss,training_token_accuracy,validation_loss,validation_token_accuracy";

    /// <summary>Writes the file in base64, as OpenAI serves it; for the old routes as plain text.</summary>
    public static StoredFile Write(LocalStores stores, StoredJob job)
    {
        bool isLegacy = job.Legacy is not null;
        StringBuilder text = new(isLegacy ? LegacyHeader + ClassificationColumns.Of(job, [])?.Header + "\n" : JobProgress.Header);
        int epochs = stores.Jobs.Checkpoints(job.Id)[^1].Epoch;
        for (int epoch = 1; epoch <= epochs; epoch++)
        {
            _ = text.Append(File.ReadAllText(stores.Jobs.FolderOf(job.Id).Steps(epoch)));
        }

        string content = isLegacy ? text.ToString() : Convert.ToBase64String(Encoding.ASCII.GetBytes(text.ToString()));
        string temporary = stores.State.NewTemporaryFile();
        using (FileStream file = StateFile.Create(temporary))
        {
            file.Write(Encoding.ASCII.GetBytes(content));
        }

        return stores.Files.Add(temporary, isLegacy ? "compiled_results.csv" : "step_metrics.csv", "fine-tune-results");
    }
}
