using System.Management.Automation;
using OpenAIFineTune.Api.Jobs;
using OpenAIFineTune.PowerShell;
using OpenAIFineTune.PowerShell.Arguments;

namespace OpenAIFineTune.Commands;

[Cmdlet(VerbsCommon.Get, "FineTuneResult")]
[OutputType(typeof(FineTuneMetric))]
public sealed class GetFineTuneResultCommand : FineTuneCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("JobId", "FineTuneId")]
    [JobIdTransform]
    [ArgumentCompleter(typeof(JobIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    protected override async Task ProcessAsync(PipelineWriter pipeline, CancellationToken cancellation)
    {
        JobResults results = new(Client);
        foreach (string id in Id)
        {
            await pipeline.WriteErrorsOfAsync(id, async () =>
            {
                await foreach (FineTuneMetric metric in results.ReadAsync(id, cancellation).ConfigureAwait(false))
                {
                    await pipeline.WriteObjectAsync(metric).ConfigureAwait(false);
                }
            }).ConfigureAwait(false);
        }
    }
}
