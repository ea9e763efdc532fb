using System.Management.Automation;

namespace OpenAIFineTune.PowerShell.Progress;

/// <summary>A job's progress bar: short enough for 80 columns, the newest measurements first.</summary>
internal sealed class JobProgress(int number, string jobId, TimeProvider time)
{
    // With it, the longest usual status and the time left come to 80 columns.
    private const int LongestName = 15;

    private FineTuneEvent? _first;
    private FineTuneEvent? _last;
    private double? _loss;
    private string _message = "";

    /// <summary>The job as it was last seen.</summary>
    public FineTuneJob? Job { get; set; }

    /// <summary>When the bar was last shown, as a time stamp; null before.</summary>
    public long? ShownAt { get; set; }

    /// <summary>What is trained.</summary>
    public string Activity
    {
        get
        {
            string name = Job?.Suffix is { Length: > 0 } suffix ? suffix : jobId;
            return "Training " + (name.Length <= LongestName ? name : name[..(LongestName - 1)] + "…");
        }
    }

    /// <summary>How far it is, in words.</summary>
    public string Status => string.Join(", ", new[] { Stage, Loss, Epoch, Pace }.OfType<string>());

    /// <summary>How much of the steps is done; -1 while that is not known.</summary>
    public int Percent => Total is int total ? Math.Clamp(100 * Step!.Value / total, 0, 100) : -1;

    /// <summary>The time left at the last steps' pace, or by the service's estimate; -1 while nobody knows.</summary>
    public int SecondsLeft
    {
        get
        {
            double? left = Total is int total && StepsASecond is double rate
                ? (total - Step!.Value) / rate : (Job?.EstimatedFinish - time.GetUtcNow())?.TotalSeconds;
            return left is >= 0 and < int.MaxValue ? (int)Math.Ceiling(left.Value) : -1;
        }
    }

    private int? Step => _last?.Step;

    private int? Total => _last?.TotalSteps is int total and > 0 ? total : null;

    private string Stage => Step is int step
        ? Text($"step {step}") + (Total is int total ? Text($"/{total}") : "")
        : Job?.Status.Value is { Length: > 0 } status ? status : "waiting";

    private string? Epoch => Total is int total && Epochs is int epochs
        ? Text($"epoch {Math.Clamp((int)Math.Ceiling((double)Step!.Value * epochs / total), 1, epochs)}/{epochs}")
        : null;

    private int? Epochs => Job?.Hyperparameters.GetValueOrDefault("n_epochs") is object value
        && int.TryParse(
            Convert.ToString(value, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture, out int epochs)
        && epochs > 0 ? epochs : null;

    private string? Loss => _loss is double loss ? Text($"loss {loss:0.###}") : null;

    private string? Pace => StepsASecond is double rate
        ? rate >= 1 ? Text($"{rate:0.#}/s") : Text($"{rate * 60:0.#}/min")
        : null;

    // By the service's clock, so that a look that finds many events at once gives the pace that they had.
    private double? StepsASecond => (_last?.CreatedAt - _first?.CreatedAt)?.TotalSeconds is >= 1 and double seconds
        && _last!.Step > _first!.Step ? (_last.Step - _first.Step) / seconds : null;

    /// <summary>Takes up what an event tells.</summary>
    public void Add(FineTuneEvent item)
    {
        _message = item.Message;
        if (item.Step is not null)
        {
            _first ??= item;
            _last = item;
            _loss = item.Metrics.TryGetValue("train_loss", out double loss) ? loss : _loss;
        }
    }

    /// <summary>The bar as it stands now.</summary>
    public ProgressRecord ToRecord()
    {
        ProgressRecord record =
            new(number, Activity, Status) { PercentComplete = Percent, SecondsRemaining = SecondsLeft };
        if (_message.Length > 0)
        {
            record.CurrentOperation = _message;
        }

        return record;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
