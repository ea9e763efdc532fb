using System.Management.Automation;
using OpenAIFineTune.PowerShell.Arguments;

namespace OpenAIFineTune.PowerShell;

/// <summary>An act on each of some jobs that asks first: what Stop-, Suspend- and Resume-FineTune share.</summary>
public abstract class JobActionCmdlet : FineTuneCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("JobId", "FineTuneId")]
    [JobIdTransform]
    [ArgumentCompleter(typeof(JobIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The act in plain words.</summary>
    private protected abstract string Act { get; }

    /// <summary>Sends it to the service.</summary>
    private protected abstract Task<FineTuneJob> ActAsync(string id, CancellationToken cancellation);

    protected sealed override async Task ProcessAsync(PipelineWriter pipeline, CancellationToken cancellation)
    {
        foreach (string id in Id)
        {
            if (await pipeline.ShouldProcessAsync(id, Act).ConfigureAwait(false))
            {
                await pipeline.WriteErrorsOfAsync(id, () => ActOnAsync(id, pipeline, cancellation))
                    .ConfigureAwait(false);
            }
        }
    }

    private async Task ActOnAsync(string id, PipelineWriter pipeline, CancellationToken cancellation)
    {
        FineTuneJob job = await ActAsync(id, cancellation).ConfigureAwait(false);
        Seen.Add(job);
        if (PassThru)
        {
            await pipeline.WriteObjectAsync(job).ConfigureAwait(false);
        }
    }
}
