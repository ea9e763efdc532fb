using System.Management.Automation;
using OpenAIFineTune.Api.Jobs;
using OpenAIFineTune.PowerShell;
using OpenAIFineTune.PowerShell.Arguments;
using OpenAIFineTune.PowerShell.Progress;

namespace OpenAIFineTune.Commands;

[Cmdlet(VerbsLifecycle.Wait, "FineTune")]
[OutputType(typeof(FineTuneJob))]
public sealed class WaitFineTuneCommand : JobCmdlet
{
    private readonly List<WaitedJob> _jobs = [];
    private readonly HashSet<string> _ended = new(StringComparer.Ordinal);

    [Parameter]
    [DurationTransform]
    public TimeSpan? Timeout { get; set; }

    [Parameter]
    [DurationTransform]
    public TimeSpan? PollInterval { get; set; }

    protected override Task ProcessAsync(PipelineWriter pipeline, CancellationToken cancellation)
    {
        string[] known = [.. _jobs.Where(job => job.IsOn(Client)).Select(job => job.Id)];
        _jobs.AddRange(Id.Except(known).Select(id => new WaitedJob(Client, id, TimeProvider.System)));
        return Task.CompletedTask;
    }

    protected override async Task EndAsync(PipelineWriter pipeline, CancellationToken cancellation)
    {
        JobWaiter waiter = new(TimeProvider.System, PollPace.For(_jobs, PollInterval), Timeout);
        WaitDisplay display = new(pipeline, TimeProvider.System);
        try
        {
            await foreach (WaitReport report in waiter.WatchAsync(_jobs, cancellation).ConfigureAwait(false))
            {
                await display.ShowAsync(report).ConfigureAwait(false);
                await EndJobAsync(report, pipeline).ConfigureAwait(false);
            }
        }
        finally
        {
            await display.CloseAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Says that the jobs go on, and how to go on waiting for them.</summary>
    protected override void OnStopped()
    {
        string[] left = [.. _jobs.Select(job => job.Id).Except(_ended)];
        if (left.Length > 0)
        {
            // The pipeline is stopped and takes no warning any more; the host does.
            Host.UI.WriteWarningLine(TerminalText.Of(
                "Waiting has stopped; the training goes on. "
                + $"Go on waiting with: Wait-FineTune {string.Join(',', left)}"));
        }
    }

    private async Task EndJobAsync(WaitReport report, PipelineWriter pipeline)
    {
        if (report.Job is not null)
        {
            Seen.Add(report.Job);
        }

        switch (report.Kind)
        {
            case WaitReportKind.Ended when report.Job!.Status.Stage == FineTuneStage.Failed:
                _ = _ended.Add(report.JobId);
                await pipeline.WriteErrorAsync(Errors.From(WaitFailure.Failed(report.Job), report.Job))
                    .ConfigureAwait(false);
                break;
            case WaitReportKind.Ended:
                _ = _ended.Add(report.JobId);
                await pipeline.WriteObjectAsync(report.Job).ConfigureAwait(false);
                break;
            case WaitReportKind.Refused:
                _ = _ended.Add(report.JobId);
                await pipeline.WriteErrorAsync(Errors.From(report.Failure!, report.JobId)).ConfigureAwait(false);
                break;
            case WaitReportKind.TimedOut:
                await pipeline
                    .WriteErrorAsync(Errors.From(WaitFailure.TimedOut(report, Timeout!.Value), report.JobId))
                    .ConfigureAwait(false);
                break;
        }
    }
}
