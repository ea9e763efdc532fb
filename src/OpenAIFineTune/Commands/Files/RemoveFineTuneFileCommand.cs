using System.Management.Automation;
using OpenAIFineTune.Pipeline;

namespace OpenAIFineTune.Commands;

[Cmdlet(VerbsCommon.Remove, "FineTuneFile", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemoveFineTuneFileCommand : FineTuneCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FileId")]
    [FileIdTransform]
    [ArgumentCompleter(typeof(FileIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    protected override async Task ProcessAsync(PipelineWriter pipeline, CancellationToken cancellation)
    {
        foreach (string id in Id)
        {
            try
            {
                string action = $"Delete the file from {Client.Connection.Name}";
                if (await pipeline.ShouldProcessAsync(id, action).ConfigureAwait(false))
                {
                    await Client.Files.DeleteAsync(id, cancellation).ConfigureAwait(false);
                }
            }
            catch (Exception e) when (!Errors.IsPipelineControl(e))
            {
                await pipeline.WriteErrorAsync(Errors.From(e, id)).ConfigureAwait(false);
            }
        }
    }
}
