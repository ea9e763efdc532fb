using System.Management.Automation;
using OpenAIFineTune.Pipeline;

namespace OpenAIFineTune.Commands;

[Cmdlet(VerbsLifecycle.Suspend, "FineTune", SupportsShouldProcess = true)]
[OutputType(typeof(FineTuneJob))]
public sealed class SuspendFineTuneCommand : FineTuneCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("JobId", "FineTuneId")]
    [JobIdTransform]
    [ArgumentCompleter(typeof(JobIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override Task ProcessAsync(PipelineWriter pipeline, CancellationToken cancellation)
        => new JobAction("Suspend fine-tuning job", id => Client.Jobs.PauseAsync(id, cancellation))
            .RunAsync(pipeline, Id, job => ShowAsync(job, pipeline));

    private async Task ShowAsync(FineTuneJob job, PipelineWriter pipeline)
    {
        Seen.Add(job);
        if (PassThru)
        {
            await pipeline.WriteObjectAsync(job).ConfigureAwait(false);
        }
    }
}
