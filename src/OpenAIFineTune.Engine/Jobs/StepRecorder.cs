using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using OpenAIFineTune.Engine.Learning;
using OpenAIFineTune.Engine.Store;
using static System.FormattableString;

namespace OpenAIFineTune.Engine.Jobs;

/// <summary>Records what the learner measures: an event and a line of the result file for each report.</summary>
internal sealed class StepRecorder
{
    private readonly JobStore _jobs;
    private readonly StoredJob _job;
    private readonly HashSet<string> _told;
    private readonly int _reportedStep;
    private readonly StringBuilder _lines = new();

    public StepRecorder(JobStore jobs, StoredJob job)
    {
        _jobs = jobs;
        _job = job;

        // A run that goes on after an interruption repeats steps whose events are there already.
        IReadOnlyList<JobEvent> earlier = jobs.Events(job.Id);
        _told = [.. earlier.Select(e => e.Message)];
        _reportedStep = earlier.Select(e => (int?)e.Data?["step"] ?? 0).DefaultIfEmpty().Max();
    }

    /// <summary>The newest report; null before the first.</summary>
    public TrainingStep? Last { get; private set; }

    public void Add(TrainingStep step)
    {
        Last = step;
        _ = _lines
            .Append(CultureInfo.InvariantCulture, $"{step.Step},{step.TrainLoss:0.00000},{step.TrainAccuracy:0.00000},")
            .Append(CultureInfo.InvariantCulture, $"{step.ValidLoss:0.00000},{step.ValidAccuracy:0.00000}\n");
        if (step.Step > _reportedStep)
        {
            string message = Invariant($"Step {step.Step}/{step.TotalSteps}: training loss={step.TrainLoss:0.00}");
            if (step.ValidLoss is double validLoss)
            {
                message += Invariant($", validation loss={validLoss:0.00}");
            }

            JsonObject data = Describe(step);
            data["total_steps"] = step.TotalSteps;
            _jobs.AddEventAsync(_job.Id, message, data).GetAwaiter().GetResult();
        }
    }

    /// <summary>Adds an event, unless a run that was interrupted told the same.</summary>
    public void Tell(string message)
    {
        if (_told.Add(message))
        {
            _jobs.AddEventAsync(_job.Id, message).GetAwaiter().GetResult();
        }
    }

    /// <summary>The lines since the last call, for the epoch that has ended.</summary>
    public string TakeLines()
    {
        string lines = _lines.ToString();
        _ = _lines.Clear();
        return lines;
    }

    /// <summary>A report by the protocol's names; what was not measured is left out.</summary>
    public static JsonObject Describe(TrainingStep step)
    {
        JsonObject data = new()
        {
            ["step"] = step.Step,
            ["train_loss"] = Math.Round(step.TrainLoss, 5),
            ["train_mean_token_accuracy"] = Math.Round(step.TrainAccuracy, 5),
        };
        Set(data, "valid_loss", step.ValidLoss);
        Set(data, "valid_mean_token_accuracy", step.ValidAccuracy);
        Set(data, "full_valid_loss", step.FullValidLoss);
        Set(data, "full_valid_mean_token_accuracy", step.FullValidAccuracy);
        return data;
    }

    private static void Set(JsonObject data, string name, double? value)
    {
        if (value is double measured)
        {
            data[name] = Math.Round(measured, 5);
        }
    }
}
