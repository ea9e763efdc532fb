using System.Management.Automation;
using OpenAIFineTune.Api.Jobs;
using OpenAIFineTune.PowerShell;
using OpenAIFineTune.PowerShell.Arguments;
using OpenAIFineTune.PowerShell.Progress;

namespace OpenAIFineTune.Commands;

[Cmdlet(VerbsCommon.Get, "FineTuneEvent")]
[OutputType(typeof(FineTuneEvent))]
public sealed class GetFineTuneEventCommand : JobCmdlet
{
    private readonly List<WaitedJob> _followed = [];

    [Parameter]
    public SwitchParameter Follow { get; set; }

    [Parameter]
    [DurationTransform]
    public TimeSpan? PollInterval { get; set; }

    protected override Task ProcessAsync(PipelineWriter pipeline, CancellationToken cancellation)
    {
        JobsClient jobs = Client.Jobs;
        if (Follow)
        {
            _followed.AddRange(Id.Select(id => new WaitedJob(Client, id, TimeProvider.System) { NeedsModel = false }));
            return Task.CompletedTask;
        }

        return pipeline.ForEachAsync(Id, async id =>
        {
            foreach (FineTuneEvent item in await new EventFollower(jobs, id).ReadNewAsync(cancellation)
                .ConfigureAwait(false))
            {
                await pipeline.WriteObjectAsync(item).ConfigureAwait(false);
            }
        });
    }

    protected override async Task EndAsync(PipelineWriter pipeline, CancellationToken cancellation)
    {
        if (_followed.Count == 0)
        {
            return;
        }

        JobWaiter waiter = new(TimeProvider.System, PollPace.For(_followed, PollInterval), timeout: null);
        await foreach (WaitReport report in waiter.WatchAsync(_followed, cancellation).ConfigureAwait(false))
        {
            await WriteAsync(report, pipeline).ConfigureAwait(false);
        }
    }

    private static Task WriteAsync(WaitReport report, PipelineWriter pipeline) => report.Kind switch
    {
        WaitReportKind.Event => pipeline.WriteObjectAsync(report.Event),
        WaitReportKind.Refused => pipeline.WriteErrorAsync(Errors.From(report.Failure!, report.JobId)),
        _ => WaitDisplay.WarnAsync(report, pipeline),
    };
}
