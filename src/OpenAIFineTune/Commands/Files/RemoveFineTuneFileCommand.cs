using System.Management.Automation;
using OpenAIFineTune.PowerShell;
using OpenAIFineTune.PowerShell.Arguments;

namespace OpenAIFineTune.Commands;

[Cmdlet(VerbsCommon.Remove, "FineTuneFile", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(FineTuneFile))]
public sealed class RemoveFineTuneFileCommand : FineTuneCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FileId")]
    [FileIdTransform]
    [ArgumentCompleter(typeof(FileIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override Task ProcessAsync(PipelineWriter pipeline, CancellationToken cancellation)
        => pipeline.ForEachAsync(Id, id => RemoveAsync(id, pipeline, cancellation));

    private async Task RemoveAsync(string id, PipelineWriter pipeline, CancellationToken cancellation)
    {
        string action = $"Delete the file from {Client.Connection.Name}";
        if (!await MayDeleteAsync(pipeline, id, action, Force).ConfigureAwait(false))
        {
            return;
        }

        FineTuneFile? file = PassThru ? await Client.Files.GetAsync(id, cancellation).ConfigureAwait(false) : null;
        await Client.Files.DeleteAsync(id, cancellation).ConfigureAwait(false);
        if (file is not null)
        {
            await pipeline.WriteObjectAsync(file).ConfigureAwait(false);
        }
    }
}
