using System.Management.Automation;
using OpenAIFineTune.Api.Jobs;

namespace OpenAIFineTune.PowerShell.Progress;

/// <summary>Shows how jobs come along: a progress bar each, events as verbose text, outages as warnings.</summary>
internal sealed class WaitDisplay(PipelineWriter pipeline, TimeProvider time)
{
    private static readonly TimeSpan s_refresh = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, JobProgress> _bars = new(StringComparer.Ordinal);
    private int _number;

    /// <summary>Shows what became known.</summary>
    public Task ShowAsync(WaitReport report) => report.Kind switch
    {
        WaitReportKind.Event => ShowEventAsync(report),
        WaitReportKind.Polled => ShowBarAsync(report),
        WaitReportKind.Unreachable or WaitReportKind.Reachable or WaitReportKind.Doubled => WarnAsync(report, pipeline),
        WaitReportKind.Ended => ShowEndAsync(report),
        _ => CloseAsync(report.JobId),
    };

    /// <summary>Warns of an outage, of its end and of a second job; of nothing else.</summary>
    public static Task WarnAsync(WaitReport report, PipelineWriter pipeline) => report.Kind switch
    {
        WaitReportKind.Unreachable => pipeline.WriteWarningAsync(
            $"The service can't be reached: {report.Failure!.Message} Job '{report.JobId}' goes on, and is looked at "
                + "again."),
        WaitReportKind.Reachable => pipeline.WriteWarningAsync(
            $"The service answers again; job '{report.JobId}' is '{report.Job?.Status}'."),
        WaitReportKind.Doubled => pipeline.WriteWarningAsync(report.Text!),
        _ => Task.CompletedTask,
    };

    /// <summary>Takes the bars away, unless the pipeline has ended.</summary>
    public async Task CloseAsync(CancellationToken cancellation)
    {
        foreach (string id in _bars.Keys.ToArray())
        {
            if (!cancellation.IsCancellationRequested)
            {
                await CloseAsync(id).ConfigureAwait(false);
            }
        }
    }

    private async Task ShowEventAsync(WaitReport report)
    {
        FineTuneEvent item = report.Event!;
        BarOf(report.JobId).Add(item);
        await pipeline.WriteVerboseAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.JobId} {item.CreatedAt.LocalDateTime:HH:mm:ss} {item.Level}: {item.Message}"))
            .ConfigureAwait(false);
    }

    private async Task ShowBarAsync(WaitReport report)
    {
        JobProgress bar = BarOf(report.JobId);
        bar.Job = report.Job;
        if (bar.ShownAt is not long last || time.GetElapsedTime(last) >= s_refresh)
        {
            bar.ShownAt = time.GetTimestamp();
            await pipeline.WriteProgressAsync(bar.ToRecord()).ConfigureAwait(false);
        }
    }

    private async Task ShowEndAsync(WaitReport report)
    {
        await CloseAsync(report.JobId).ConfigureAwait(false);
        if (report.Job!.Status.Stage == FineTuneStage.Cancelled)
        {
            await pipeline.WriteWarningAsync($"Job '{report.JobId}' was cancelled; it has no model.")
                .ConfigureAwait(false);
        }

        if (report.Job.Status.Stage == FineTuneStage.Unknown)
        {
            await pipeline.WriteWarningAsync(
                $"Job '{report.JobId}' has ended with a status that this version does not know: '{report.Job.Status}'.")
                .ConfigureAwait(false);
        }

        if (!report.IsModelReady)
        {
            await pipeline.WriteWarningAsync(
                $"Job '{report.JobId}' succeeded, but its model '{report.Job.FineTunedModel}' does not answer yet. "
                    + "It may need some more minutes, or a deployment.").ConfigureAwait(false);
        }
    }

    private async Task CloseAsync(string id)
    {
        if (_bars.Remove(id, out JobProgress? bar))
        {
            ProgressRecord record = bar.ToRecord();
            record.RecordType = ProgressRecordType.Completed;
            await pipeline.WriteProgressAsync(record).ConfigureAwait(false);
        }
    }

    private JobProgress BarOf(string id)
    {
        if (!_bars.TryGetValue(id, out JobProgress? bar))
        {
            _bars[id] = bar = new JobProgress(++_number, id, time);
        }

        return bar;
    }
}
