using CsvHelper;

namespace OpenAIFineTune.Api.Jobs;

/// <summary>
/// Reads a result file: CSV whose columns are known by their headers, in the names of OpenAI, of Azure and of the
/// retired <c>fine-tunes</c> service. OpenAI sends it base64-encoded, others as it is.
/// </summary>
internal static class ResultReader
{
    private static readonly string[] s_trainLoss = ["train_loss", "training_loss"];
    private static readonly string[] s_validLoss = ["valid_loss", "validation_loss"];

    private static readonly string[] s_trainAccuracy =
        ["train_accuracy", "train_mean_token_accuracy", "training_token_accuracy"];

    private static readonly string[] s_validAccuracy =
        ["valid_accuracy", "valid_mean_token_accuracy", "validation_mean_token_accuracy", "validation_token_accuracy"];

    /// <summary>The measurements of a file, one for each step that has any.</summary>
    public static IEnumerable<FineTuneMetric> Read(byte[] content, string jobId)
    {
        using CsvReader csv = CsvReader.FromText(Decode(content), new CsvReaderOptions { Separator = ',' });
        csv.ReadHeader();
        string[] header = [.. csv.Headers.Select(name => name.Trim())];
        if (header.Length == 0)
        {
            yield break;
        }

        if (!header.Contains("step", StringComparer.OrdinalIgnoreCase))
        {
            throw new FineTuneException(
                "ServerFailed", $"A result file of job '{jobId}' is no table of measurements: it has no column 'step'.")
            {
                Target = jobId,
                Advice = "See what is in it with Get-FineTuneFile -Content; the job's ResultFiles are its ids.",
            };
        }

        while (csv.Read())
        {
            Dictionary<string, double> numbers = Numbers(csv, header);
            if (numbers.Count > 0)
            {
                yield return ToMetric(numbers, jobId);
            }
        }
    }

    private static Dictionary<string, double> Numbers(CsvReader csv, string[] header)
    {
        Dictionary<string, double> numbers = new(StringComparer.OrdinalIgnoreCase);
        for (int column = 0; column < header.Length; column++)
        {
            if (double.TryParse(
                csv.GetString(column), NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
            {
                numbers[header[column]] = number;
            }
        }

        return numbers;
    }

    private static FineTuneMetric ToMetric(Dictionary<string, double> numbers, string jobId)
        => new()
        {
            JobId = jobId,
            Step = numbers.Remove("step", out double step) ? (int)step : 0,
            TrainLoss = Take(numbers, s_trainLoss),
            TrainAccuracy = Take(numbers, s_trainAccuracy),
            ValidLoss = Take(numbers, s_validLoss),
            ValidAccuracy = Take(numbers, s_validAccuracy),
            AdditionalMetrics = numbers,
        };

    private static double? Take(Dictionary<string, double> numbers, string[] names)
    {
        foreach (string name in names)
        {
            if (numbers.Remove(name, out double value))
            {
                return value;
            }
        }

        return null;
    }

    private static string Decode(byte[] content)
    {
        string text = Encoding.UTF8.GetString(content).TrimStart('\uFEFF').Trim();
        string encoded = text.Trim('"');
        byte[] decoded = new byte[encoded.Length];

        // A header's commas and underscores are not in base64's alphabet; the word is checked for one without them.
        return Convert.TryFromBase64String(encoded, decoded, out int length)
            && Encoding.UTF8.GetString(decoded, 0, length) is string csv
            && csv.Contains("step", StringComparison.OrdinalIgnoreCase)
                ? csv.TrimStart('\uFEFF') : text;
    }
}
