using System.Globalization;
using System.Text.Json.Nodes;
using OpenAIFineTune.Evaluation;
using OpenAIFineTune.Local.Learning;
using OpenAIFineTune.Local.Store;

namespace OpenAIFineTune.Local.Jobs;

/// <summary>
/// The columns that the old routes' <c>compute_classification_metrics</c> adds, measured after each epoch.
/// </summary>
internal sealed class ClassificationColumns
{
    private readonly IReadOnlyList<TrainingExample> _validation;
    private readonly string? _positive;
    private readonly double[] _betas;

    private ClassificationColumns(JsonObject settings, IReadOnlyList<TrainingExample> validation)
    {
        _validation = validation;
        _positive = settings["classification_positive_class"]?.GetValue<string>().Trim();
        _betas = settings["classification_betas"] is JsonArray betas
            ? [.. betas.Select(beta => double.Parse(beta!.ToJsonString(), CultureInfo.InvariantCulture))]
            : [1];
    }

    /// <summary>The names of the columns, each behind a comma.</summary>
    public string Header => _positive is null
        ? ",classification/accuracy,classification/weighted_f1_score"
        : ",classification/accuracy,classification/precision,classification/recall"
            + string.Concat(_betas.Select(beta => string.Create(
                CultureInfo.InvariantCulture, $",classification/f{beta:0.0##}")));

    /// <summary>The columns that a job has asked for; null for none.</summary>
    public static ClassificationColumns? Of(StoredJob job, IReadOnlyList<TrainingExample> validation)
        => job.Legacy?["compute_classification_metrics"]?.GetValue<bool>() == true
            ? new ClassificationColumns(job.Legacy, validation)
            : null;

    /// <summary>
    /// Adds the columns to an epoch's lines: the measurements to the last one, blanks to those before.
    /// </summary>
    public string AddTo(string lines, BaselineModel model)
    {
        string blanks = new(',', Header.Count(character => character == ','));
        string[] rows = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string measured = string.Concat(Measure(model).Select(value => string.Create(
            CultureInfo.InvariantCulture, $",{value:0.00000}")));
        return string.Concat(rows.Select((row, i) => row + (i == rows.Length - 1 ? measured : blanks) + "\n"));
    }

    private double[] Measure(BaselineModel model)
    {
        MeasuredAnswer[] answers =
        [
            .. _validation.AsParallel().Select(example => new MeasuredAnswer
            {
                Expected = example.Completion.Trim(),
                Answer = model.Predict(example.Prompt).Completion.Trim(),
            }),
        ];
        double accuracy = answers.Average(answer => answer.IsRight ? 1.0 : 0.0);
        IReadOnlyList<ClassMetric> classes = ClassMetrics.Of(ClassMetrics.Confusion(answers));
        if (_positive is null)
        {
            return [accuracy, ClassMetrics.WeightedF1(classes)];
        }

        ClassMetric? positive = classes.FirstOrDefault(metric => metric.Label == _positive);
        (double precision, double recall) = (positive?.Precision ?? 0, positive?.Recall ?? 0);
        return [accuracy, precision, recall, .. _betas.Select(beta => FBeta(beta * beta, precision, recall))];
    }

    private static double FBeta(double square, double precision, double recall)
        => precision > 0 && recall > 0 ? (1 + square) * precision * recall / ((square * precision) + recall) : 0;
}
