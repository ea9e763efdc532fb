using System.Globalization;
using System.Text.Json;
using OpenAIFineTune.Engine.Store;

namespace OpenAIFineTune.Engine.Jobs;

/// <summary>The columns of the old routes' result files, made of the same measurements.</summary>
internal static class LegacyColumns
{
    private const string Header = "step,elapsed_tokens,elapsed_examples,"
        + "training_loss,training_sequence_accuracy,training_token_accuracy,"
        + "validation_loss,validation_sequence_accuracy,validation_token_accuracy";

    /// <summary>The whole file, of the lines that all epochs have left.</summary>
    public static string Write(StoredJob job, IReadOnlyList<string> lines)
    {
        long batch = job.Hyperparameters["batch_size"]!.Deserialize<long>();
        double tokensByStep = (job.TrainedTokens ?? 0) / Step(lines[^1]);
        string header = Header + ClassificationColumns.Of(job, [])?.Header;
        IEnumerable<string> rows = lines.Select(line => Translate(line, batch, tokensByStep));
        return string.Concat(rows.Prepend(header).Select(row => row + "\n"));
    }

    // A completion is right or wrong as a whole here, so that its tokens and its sequence have one accuracy.
    private static string Translate(string line, long batch, double tokensByStep)
    {
        string[] cells = line.Split(',');
        double step = Step(line);
        string elapsed = string.Create(
            CultureInfo.InvariantCulture, $"{cells[0]},{Math.Round(step * tokensByStep)},{step * batch}");
        string[] measured = [cells[1], cells[2], cells[2], cells[3], cells[4], cells[4], .. cells[5..]];
        return $"{elapsed},{string.Join(',', measured)}";
    }

    private static double Step(string line) => double.Parse(line.Split(',')[0], CultureInfo.InvariantCulture);
}
