using System.Collections;
using System.Management.Automation;
using OpenAIFineTune.Api.Jobs;
using OpenAIFineTune.Pipeline;

namespace OpenAIFineTune.Commands;

[Cmdlet(VerbsCommon.Get, "FineTune", DefaultParameterSetName = ListSet)]
[OutputType(typeof(FineTuneJob))]
public sealed class GetFineTuneCommand : FineTuneCmdlet
{
    private const string ListSet = "List";
    private const string IdSet = "Id";

    [Parameter(
        Mandatory = true,
        Position = 0,
        ParameterSetName = IdSet,
        ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [Alias("JobId", "FineTuneId")]
    [JobIdTransform]
    [ArgumentCompleter(typeof(JobIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(StatusCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Status { get; set; } = [];

    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNull]
    public Hashtable Metadata { get; set; } = [];

    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(JobIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string? After { get; set; }

    protected override Task ProcessAsync(PipelineWriter pipeline, CancellationToken cancellation)
        => ParameterSetName == IdSet ? GetAsync(pipeline, cancellation) : ListAsync(pipeline, cancellation);

    private async Task GetAsync(PipelineWriter pipeline, CancellationToken cancellation)
    {
        JobsClient jobs = Client.Jobs;
        foreach (string id in Id)
        {
            await pipeline.WriteErrorsOfAsync(id, async () =>
            {
                FineTuneJob job = await jobs.GetAsync(id, cancellation).ConfigureAwait(false);
                Seen.Add(job);
                await pipeline.WriteObjectAsync(job).ConfigureAwait(false);
            }).ConfigureAwait(false);
        }
    }

    private async Task ListAsync(PipelineWriter pipeline, CancellationToken cancellation)
    {
        JobQuery query = new() { Metadata = Metadata.Count == 0 ? null : MetadataTable.From(Metadata), After = After };
        await foreach (FineTuneJob job in Client.Jobs.ListAsync(query, cancellation).ConfigureAwait(false))
        {
            if (query.Matches(job) && (Status.Length == 0 || Status.Any(word => IsOf(job.Status, word))))
            {
                Seen.Add(job);
                await pipeline.WriteObjectAsync(job).ConfigureAwait(false);
            }
        }
    }

    // Both the service's own words and the stages that they stand for.
    private static bool IsOf(FineTuneStatus status, string word)
        => status == word || status.Stage.ToString().Equals(word, StringComparison.OrdinalIgnoreCase);
}
