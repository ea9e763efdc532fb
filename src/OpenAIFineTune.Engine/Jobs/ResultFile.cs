using System.Globalization;
using System.Text;
using System.Text.Json;
using OpenAIFineTune.Engine.Store;
using static System.FormattableString;

namespace OpenAIFineTune.Engine.Jobs;

/// <summary>The file with the measurements of a training.</summary>
internal static class ResultFile
{
    // The columns of OpenAI's result files, and those of the old routes, made of the same measurements.
    private const string Header = "step,train_loss,train_accuracy,valid_loss,valid_mean_token_accuracy";
    private const string LegacyHeader = "step,elapsed_tokens,elapsed_examples,"
        + "training_loss,training_sequence_accuracy,training_token_accuracy,"
        + "validation_loss,validation_sequence_accuracy,validation_token_accuracy";

    /// <summary>Writes the file in base64, as OpenAI serves it; for the old routes as plain text.</summary>
    public static StoredFile Write(EngineStores stores, StoredJob job)
    {
        JobFolder folder = stores.Jobs.FolderOf(job.Id);
        int epochs = stores.Jobs.Checkpoints(job.Id)[^1].Epoch;
        string[] lines = [.. Enumerable.Range(1, epochs).SelectMany(epoch => File.ReadAllLines(folder.Steps(epoch)))];
        bool isLegacy = job.Legacy is not null;
        string content = isLegacy ? Translate(job, lines)
            : Convert.ToBase64String(Encoding.ASCII.GetBytes(Join(lines.Prepend(Header))));

        string temporary = stores.State.NewTemporaryFile();
        using (FileStream file = StateFile.Create(temporary))
        {
            file.Write(Encoding.ASCII.GetBytes(content));
        }

        return stores.Files.Add(temporary, isLegacy ? "compiled_results.csv" : "step_metrics.csv", "fine-tune-results");
    }

    private static string Join(IEnumerable<string> rows) => string.Concat(rows.Select(row => row + "\n"));

    private static string Translate(StoredJob job, string[] lines)
    {
        long batch = job.Hyperparameters["batch_size"]!.Deserialize<long>();
        double tokensByStep = (job.TrainedTokens ?? 0) / Step(lines[^1]);
        return Join(lines.Select(line => Translate(line, batch, tokensByStep))
            .Prepend(LegacyHeader + ClassificationColumns.Of(job, [])?.Header));
    }

    // A completion is right or wrong as a whole here, so that its tokens and its sequence have one accuracy.
    private static string Translate(string line, long batch, double tokensByStep)
    {
        string[] cells = line.Split(',');
        double step = Step(line);
        string elapsed = Invariant($"{cells[0]},{Math.Round(step * tokensByStep)},{step * batch}");
        string[] measured = [cells[1], cells[2], cells[2], cells[3], cells[4], cells[4], .. cells[5..]];
        return $"{elapsed},{string.Join(',', measured)}";
    }

    private static double Step(string line) => double.Parse(line.Split(',')[0], CultureInfo.InvariantCulture);
}
