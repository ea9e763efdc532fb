using System.Management.Automation;
using OpenAIFineTune.Api.Jobs;
using OpenAIFineTune.PowerShell;
using OpenAIFineTune.PowerShell.Arguments;

namespace OpenAIFineTune.Commands;

[Cmdlet(VerbsCommon.Get, "FineTuneEvent")]
[OutputType(typeof(FineTuneEvent))]
public sealed class GetFineTuneEventCommand : FineTuneCmdlet
{
    private readonly List<WaitedJob> _followed = [];

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("JobId", "FineTuneId")]
    [JobIdTransform]
    [ArgumentCompleter(typeof(JobIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    [Parameter]
    public SwitchParameter Follow { get; set; }

    [Parameter]
    [DurationTransform]
    public TimeSpan? PollInterval { get; set; }

    protected override async Task ProcessAsync(PipelineWriter pipeline, CancellationToken cancellation)
    {
        if (Follow)
        {
            _followed.AddRange(Id.Select(id => new WaitedJob(Client, id, TimeProvider.System)
            {
                NeedsModel = false,
            }));
            return;
        }

        foreach (string id in Id)
        {
            EventFollower events = new(Client.Jobs, id);
            await pipeline.WriteErrorsOfAsync(id, async () =>
            {
                foreach (FineTuneEvent item in await events.ReadNewAsync(cancellation).ConfigureAwait(false))
                {
                    await pipeline.WriteObjectAsync(item).ConfigureAwait(false);
                }
            }).ConfigureAwait(false);
        }
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
        WaitReportKind.Unreachable => pipeline.WriteWarningAsync(
            $"The service can't be reached: {report.Failure!.Message} Job '{report.JobId}' goes on, "
                + "and so does following it."),
        WaitReportKind.Doubled => pipeline.WriteWarningAsync(report.Text!),
        WaitReportKind.Reachable => pipeline.WriteWarningAsync("The service answers again."),
        _ => Task.CompletedTask,
    };
}
