using System.Management.Automation;
using OpenAIFineTune.Api.Files;
using OpenAIFineTune.PowerShell;
using OpenAIFineTune.PowerShell.Arguments;

namespace OpenAIFineTune.Commands;

[Cmdlet(VerbsCommon.Get, "FineTuneFile", DefaultParameterSetName = ListSet, SupportsShouldProcess = true)]
[OutputType(typeof(FineTuneFile), ParameterSetName = [ListSet, IdSet])]
[OutputType(typeof(string), ParameterSetName = [ContentSet])]
[OutputType(typeof(FileInfo), ParameterSetName = [SaveSet])]
public sealed class GetFineTuneFileCommand : FineTuneCmdlet
{
    private const string ListSet = "List";
    private const string IdSet = "Id";
    private const string ContentSet = "Content";
    private const string SaveSet = "OutputPath";

    [Parameter(ParameterSetName = IdSet, Mandatory = true, Position = 0, ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ContentSet, Mandatory = true, Position = 0, ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = SaveSet, Mandatory = true, Position = 0, ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [Alias("FileId", "ResultFiles")]
    [FileIdTransform]
    [ArgumentCompleter(typeof(FileIdCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(WordCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Purpose { get; set; }

    [Parameter(ParameterSetName = ContentSet, Mandatory = true)]
    public SwitchParameter Content { get; set; }

    [Parameter(ParameterSetName = SaveSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string OutputPath { get; set; } = "";

    [Parameter(ParameterSetName = SaveSet)]
    public SwitchParameter Force { get; set; }

    protected override Task ProcessAsync(PipelineWriter pipeline, CancellationToken cancellation)
        => ParameterSetName == ListSet
            ? pipeline.WriteObjectsAsync(Client.Files.ListAsync(Purpose, cancellation), Seen.Add)
            : pipeline.ForEachAsync(Id, id => NamePattern.Of(id) is WildcardPattern pattern
                ? ReadAllAsync(pattern, pipeline, cancellation)
                : ReadAsync(id, known: null, pipeline, cancellation));

    private async Task ReadAllAsync(WildcardPattern ids, PipelineWriter pipeline, CancellationToken cancellation)
    {
        await foreach (FineTuneFile file in Client.Files.ListAsync(cancellation: cancellation).ConfigureAwait(false))
        {
            if (ids.IsMatch(file.Id))
            {
                await pipeline.WriteErrorsOfAsync(file.Id, () => ReadAsync(file.Id, file, pipeline, cancellation))
                    .ConfigureAwait(false);
            }
        }
    }

    private async Task ReadAsync(
        string id, FineTuneFile? known, PipelineWriter pipeline, CancellationToken cancellation)
    {
        FilesClient files = Client.Files;
        switch (ParameterSetName)
        {
            case ContentSet:
                string text = await files.ContentOf(id).ReadTextAsync(cancellation).ConfigureAwait(false);
                await pipeline.WriteObjectAsync(text).ConfigureAwait(false);
                break;
            case SaveSet:
                await SaveAsync(id, known, pipeline, cancellation).ConfigureAwait(false);
                break;
            default:
                FineTuneFile file = known ?? await files.GetAsync(id, cancellation).ConfigureAwait(false);
                Seen.Add(file);
                await pipeline.WriteObjectAsync(file).ConfigureAwait(false);
                break;
        }
    }

    private async Task SaveAsync(
        string id, FineTuneFile? known, PipelineWriter pipeline, CancellationToken cancellation)
    {
        FilesClient files = Client.Files;
        string path = await pipeline
            .InvokeAsync(cmdlet => PathResolver.Literal(cmdlet, OutputPath))
            .ConfigureAwait(false);
        if (Directory.Exists(path))
        {
            known ??= await files.GetAsync(id, cancellation).ConfigureAwait(false);
            path = Path.Combine(path, DownloadName.Of(known, id));
        }

        if (File.Exists(path) && !Force)
        {
            throw new FineTuneException("FileExists", $"'{path}' exists; -Force replaces it.") { Target = path };
        }

        if (await pipeline.ShouldProcessAsync(path, $"Save file {id}").ConfigureAwait(false))
        {
            FileContent content = known is null ? files.ContentOf(id) : files.ContentOf(known);
            await content.SaveAsync(path, Force, cancellation).ConfigureAwait(false);
            // As Get-Item gives it: the views of files need what the provider adds, such as owner and size.
            await pipeline.WriteObjectAsync(await pipeline
                .InvokeAsync(cmdlet => cmdlet.InvokeProvider.Item.Get([path], force: true, literalPath: true).First())
                .ConfigureAwait(false)).ConfigureAwait(false);
        }
    }
}
