using System.Globalization;
using System.Text.Json.Nodes;
using OpenAIFineTune.Engine.Learning;
using OpenAIFineTune.Engine.Store;
using OpenAIFineTune.Protocol.Examples;
using OpenAIFineTune.Protocol.Labels;
using static System.FormattableString;

namespace OpenAIFineTune.Engine.Jobs;

/// <summary>
/// The columns that the old routes' <c>compute_classification_metrics</c> adds, measured after each epoch.
/// </summary>
internal sealed class ClassificationColumns(JsonObject settings, IReadOnlyList<TrainingLine> validation)
{
    private readonly string? _positive = settings["classification_positive_class"]?.GetValue<string>().Trim();
    private readonly double[] _betas = settings["classification_betas"] is JsonArray betas
        ? [.. betas.Select(beta => double.Parse(beta!.ToJsonString(), CultureInfo.InvariantCulture))] : [1];

    /// <summary>The names of the columns, each behind a comma.</summary>
    public string Header => _positive is null
        ? ",classification/accuracy,classification/weighted_f1_score"
        : ",classification/accuracy,classification/precision,classification/recall"
            + string.Concat(_betas.Select(beta => Invariant($",classification/f{beta:0.0##}")));

    /// <summary>The columns that a job has asked for; null for none. The validation examples are read once.</summary>
    public static ClassificationColumns? Of(StoredJob job, IEnumerable<TrainingLine> validation)
        => job.Legacy?["compute_classification_metrics"]?.GetValue<bool>() == true
            ? new ClassificationColumns(job.Legacy, [.. validation]) : null;

    /// <summary>
    /// Adds the columns to an epoch's lines: the measurements to the last one, blanks to those before.
    /// </summary>
    public string AddTo(string lines, ILearnedModel model)
    {
        string blanks = new(',', Header.Count(character => character == ','));
        string[] rows = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string measured = string.Concat(Measure(model).Select(value => Invariant($",{value:0.00000}")));
        return string.Concat(rows.Select((row, i) => row + (i == rows.Length - 1 ? measured : blanks) + "\n"));
    }

    private double[] Measure(ILearnedModel model)
    {
        (string Expected, string Answered)[] answers = [.. validation.AsParallel().Select(line => Ask(line, model))];
        double accuracy = answers.Average(answer => answer.Expected == answer.Answered ? 1.0 : 0.0);
        IReadOnlyList<LabelScore> scores = LabelScore.Of(answers);
        if (_positive is null)
        {
            return [accuracy, LabelScore.WeightedF1([.. scores.Select(score => (score.F(), score.Support))])];
        }

        LabelScore positive = scores.FirstOrDefault(score => score.Label == _positive)
            ?? new LabelScore(_positive, 0, 0, 0);
        return [accuracy, positive.Precision, positive.Recall, .. _betas.Select(positive.F)];
    }

    private static (string Expected, string Answered) Ask(TrainingLine line, ILearnedModel model)
    {
        (Conversation asked, Turn answer) = line.LastAnswer();
        Answer answered = Answer.Of(model.Answer(asked, new SamplingOptions()).First());
        return (answer.Text.Trim(), answered.Text.Trim());
    }
}
