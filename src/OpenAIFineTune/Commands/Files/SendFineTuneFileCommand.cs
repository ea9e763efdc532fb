using System.Management.Automation;
using OpenAIFineTune.Api.Uploads;
using OpenAIFineTune.PowerShell;
using OpenAIFineTune.PowerShell.Arguments;
using OpenAIFineTune.PowerShell.Progress;

namespace OpenAIFineTune.Commands;

[Cmdlet(VerbsCommunications.Send, "FineTuneFile", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[OutputType(typeof(FineTuneFile))]
public sealed class SendFineTuneFileCommand : FineTuneCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "TrainingFile")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    [Parameter]
    [ArgumentCompleter(typeof(WordCompleter))]
    [ValidateNotNullOrEmpty]
    public string Purpose { get; set; } = "fine-tune";

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override Task ProcessAsync(PipelineWriter pipeline, CancellationToken cancellation)
    {
        bool isLiteral = ParameterSetName == LiteralPathSet;
        return pipeline.ForEachAsync(isLiteral ? LiteralPath : Path, async path =>
        {
            IReadOnlyList<string> files = await pipeline
                .InvokeAsync(cmdlet => PathResolver.Files(cmdlet, path, isLiteral)).ConfigureAwait(false);
            foreach (string file in files)
            {
                await SendAsync(file, pipeline, cancellation).ConfigureAwait(false);
            }
        });
    }

    private async Task SendAsync(string path, PipelineWriter pipeline, CancellationToken cancellation)
    {
        if (!await pipeline.ShouldProcessAsync(path, $"Upload to {Client.Connection.Name}").ConfigureAwait(false))
        {
            return;
        }

        using UploadProgress progress = new(path, TimeProvider.System, pipeline);
        FileSender sender = new(Client) { AlwaysUpload = Force };
        FineTuneFile file = await sender.SendAsync(path, Purpose, progress, cancellation).ConfigureAwait(false);
        Seen.Add(file);
        await pipeline.WriteObjectAsync(file).ConfigureAwait(false);
    }
}
