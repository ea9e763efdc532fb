using System.Collections;
using System.Management.Automation;
using OpenAIFineTune.Api.Jobs;
using OpenAIFineTune.PowerShell;
using OpenAIFineTune.PowerShell.Arguments;

namespace OpenAIFineTune.Commands;

[Cmdlet(VerbsCommon.Get, "FineTune", DefaultParameterSetName = ListSet)]
[OutputType(typeof(FineTuneJob))]
public sealed class GetFineTuneCommand : FineTuneCmdlet
{
    private const string ListSet = "List";
    private const string IdSet = "Id";

    [Parameter(ParameterSetName = IdSet, Mandatory = true, Position = 0, ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [Alias("JobId", "FineTuneId")]
    [JobIdTransform]
    [ArgumentCompleter(typeof(JobIdCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(WordCompleter))]
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
        => ParameterSetName == ListSet
            ? ListAsync(pipeline, cancellation)
            : pipeline.ForEachAsync(Id, id => NamePattern.Of(id) is WildcardPattern pattern
                ? ListAsync(new JobQuery(), job => pattern.IsMatch(job.Id), pipeline, cancellation)
                : GetAsync(id, pipeline, cancellation));

    private async Task GetAsync(string id, PipelineWriter pipeline, CancellationToken cancellation)
    {
        FineTuneJob job = await Client.Jobs.GetAsync(id, cancellation).ConfigureAwait(false);
        Seen.Add(job);
        await pipeline.WriteObjectAsync(job).ConfigureAwait(false);
    }

    private async Task ListAsync(PipelineWriter pipeline, CancellationToken cancellation)
    {
        JobQuery query = new() { Metadata = Metadata.Count == 0 ? null : MetadataTable.From(Metadata), After = After };
        HashSet<string> missing = new(Status.Where(word => !IsKnown(word)), StringComparer.OrdinalIgnoreCase);
        await ListAsync(
            query,
            job =>
            {
                _ = missing.RemoveWhere(word => IsOf(job.Status, word));
                return query.Matches(job) && (Status.Length == 0 || Status.Any(word => IsOf(job.Status, word)));
            },
            pipeline,
            cancellation).ConfigureAwait(false);
        foreach (string word in missing)
        {
            await pipeline.WriteWarningAsync(
                $"No job has the status '{word}', which is no usual one. Usual are pending, running, paused, "
                    + "succeeded, failed and cancelled.").ConfigureAwait(false);
        }
    }

    private async Task ListAsync(
        JobQuery query, Func<FineTuneJob, bool> isWanted, PipelineWriter pipeline, CancellationToken cancellation)
    {
        await foreach (FineTuneJob job in Client.Jobs.ListAsync(query, cancellation).ConfigureAwait(false))
        {
            if (isWanted(job))
            {
                Seen.Add(job);
                await pipeline.WriteObjectAsync(job).ConfigureAwait(false);
            }
        }
    }

    // Both the service's own words and the stages that they stand for.
    private static bool IsOf(FineTuneStatus status, string word)
        => status == word || status.Stage.ToString().Equals(word, StringComparison.OrdinalIgnoreCase);

    private static bool IsKnown(string word)
        => new FineTuneStatus(word).Stage != FineTuneStage.Unknown
            || Enum.TryParse<FineTuneStage>(word, ignoreCase: true, out _);
}
