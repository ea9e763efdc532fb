using System.Globalization;
using System.Management.Automation;

namespace OpenAIFineTune.Commands;

/// <summary>A job's progress bar.</summary>
internal sealed class JobProgress(int number, string jobId)
{
    private int? _step;
    private int? _totalSteps;
    private string _message = "";

    /// <summary>When the bar was last shown, as a time stamp; null before.</summary>
    public long? ShownAt { get; set; }

    /// <summary>Takes up what an event tells.</summary>
    public void Add(FineTuneEvent item)
    {
        _step = item.Step ?? _step;
        _totalSteps = item.TotalSteps ?? _totalSteps;
        _message = item.Message;
    }

    /// <summary>The bar as it stands now.</summary>
    public ProgressRecord ToRecord(FineTuneJob? job)
    {
        string steps = _step is null ? "" : string.Create(CultureInfo.InvariantCulture, $", step {_step} of {_totalSteps}");
        string word = job?.Status.Value is { Length: > 0 } status ? status : "waiting";
        ProgressRecord record = new(number, $"Fine-tuning {jobId}", $"{word}{steps} (Ctrl-C ends only the waiting)");
        if (_totalSteps > 0 && _step is int step)
        {
            record.PercentComplete = Math.Clamp(100 * step / _totalSteps.Value, 0, 100);
        }

        if (_message.Length > 0)
        {
            record.CurrentOperation = _message;
        }

        return record;
    }
}
