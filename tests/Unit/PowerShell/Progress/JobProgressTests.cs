using Microsoft.Extensions.Time.Testing;
using OpenAIFineTune.PowerShell.Progress;

namespace OpenAIFineTune.Tests.PowerShell.Progress;

public sealed class JobProgressTests
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 2, 15, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(s_start);

    [Fact]
    public void Tells_step_loss_epoch_pace_and_time_left()
    {
        JobProgress bar = Bar("triage", epochs: 20);
        bar.Add(Event(1, seconds: 0, loss: 1.5));
        bar.Add(Event(601, seconds: 60, loss: 0.25));

        Assert.Equal("Training triage", bar.Activity);
        Assert.Equal("step 601/6660, loss 0.25, epoch 2/20, 10/s", bar.Status);
        Assert.Equal(9, bar.Percent);
        Assert.Equal(606, bar.SecondsLeft);
    }

    [Fact]
    public void A_slow_training_counts_by_the_minute()
    {
        JobProgress bar = Bar("triage");
        bar.Add(Event(1, seconds: 0, loss: 1));
        bar.Add(Event(3, seconds: 60, loss: 1));

        Assert.EndsWith(", 2/min", bar.Status, StringComparison.Ordinal);
    }

    [Fact]
    public void Fits_80_columns_whatever_the_job_is_called()
    {
        JobProgress bar = Bar(new string('x', 64), epochs: 20);
        bar.Add(Event(1, seconds: 0, loss: 1.234));
        bar.Add(Event(5555, seconds: 60, loss: 1.234));

        Assert.InRange($"{bar.Activity} [{bar.Status} 1234s]".Length, 1, 80);
    }

    [Fact]
    public void Before_the_first_step_it_tells_the_status_and_the_estimate_of_the_service()
    {
        JobProgress bar = new(1, "ftjob-1", _time)
        {
            Job = new FineTuneJob { Id = "ftjob-1", Status = "queued", EstimatedFinish = s_start.AddMinutes(2) },
        };

        Assert.Equal("queued", bar.Status);
        Assert.Equal(-1, bar.Percent);
        Assert.Equal(120, bar.SecondsLeft);
    }

    [Fact]
    public void An_estimate_that_has_passed_is_not_shown()
    {
        JobProgress bar = new(1, "ftjob-1", _time)
        {
            Job = new FineTuneJob { Id = "ftjob-1", EstimatedFinish = s_start.AddMinutes(-2) },
        };

        Assert.Equal(-1, bar.SecondsLeft);
    }

    [Fact]
    public void Steps_without_a_total_are_told_alone()
    {
        JobProgress bar = Bar("triage", epochs: 3);
        bar.Add(new FineTuneEvent { JobId = "ftjob-1", Step = 7 });

        Assert.Equal("step 7", bar.Status);
    }

    private JobProgress Bar(string suffix, object? epochs = null) => new(1, "ftjob-1", _time)
    {
        Job = new FineTuneJob
        {
            Id = "ftjob-1",
            Status = "running",
            Suffix = suffix,
            Hyperparameters = new Dictionary<string, object?> { ["n_epochs"] = epochs },
        },
    };

    private static FineTuneEvent Event(int step, int seconds, double loss) => new()
    {
        JobId = "ftjob-1",
        CreatedAt = s_start.AddSeconds(seconds),
        Step = step,
        TotalSteps = 6660,
        Metrics = new Dictionary<string, double> { ["train_loss"] = loss },
    };
}
