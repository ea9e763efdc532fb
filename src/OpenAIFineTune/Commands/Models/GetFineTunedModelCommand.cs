using System.Management.Automation;
using OpenAIFineTune.Api;
using OpenAIFineTune.Api.Completions;
using OpenAIFineTune.Api.Transport;
using OpenAIFineTune.Asking;
using OpenAIFineTune.PowerShell;
using OpenAIFineTune.PowerShell.Arguments;

namespace OpenAIFineTune.Commands;

[Cmdlet(VerbsCommon.Get, "FineTunedModel")]
[OutputType(typeof(FineTunedModel))]
public sealed class GetFineTunedModelCommand : FineTuneCmdlet
{
    private readonly Dictionary<FineTuneClient, IReadOnlyList<FineTunedModel>> _lists = [];
    private readonly PromptFormats _formats = new();

    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ModelTransform]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public ModelReference[] Model { get; set; } = [];

    [Parameter]
    public SwitchParameter All { get; set; }

    [Parameter]
    public SwitchParameter TestAnswer { get; set; }

    protected override async Task ProcessAsync(PipelineWriter pipeline, CancellationToken cancellation)
    {
        IReadOnlyList<FineTunedModel> models = await ListAsync(cancellation).ConfigureAwait(false);
        if (Model.Length == 0)
        {
            IEnumerable<FineTunedModel> shown = models.Where(model => All || model.IsFineTuned);
            await WriteAsync(shown, pipeline, cancellation).ConfigureAwait(false);
            return;
        }

        await pipeline.ForEachAsync(Model, FindAndWriteAsync, model => model.Name).ConfigureAwait(false);

        async Task FindAndWriteAsync(ModelReference wanted)
        {
            IEnumerable<FineTunedModel> found = await FindAsync(wanted, models, cancellation).ConfigureAwait(false);
            await WriteAsync(found, pipeline, cancellation).ConfigureAwait(false);
        }
    }

    // Names that come one by one through the pipeline share one list.
    private async Task<IReadOnlyList<FineTunedModel>> ListAsync(CancellationToken cancellation)
    {
        if (!_lists.TryGetValue(Client, out IReadOnlyList<FineTunedModel>? list))
        {
            list = await Client.Models.ListAsync(cancellation).ConfigureAwait(false);
            _lists.Add(Client, list);
        }

        return list;
    }

    // A name is looked for among base models too; a pattern only with -All.
    private async Task<IEnumerable<FineTunedModel>> FindAsync(
        ModelReference wanted, IReadOnlyList<FineTunedModel> models, CancellationToken cancellation)
    {
        string name = CompletionCmdlet.Usable(wanted).Name;
        if (NamePattern.Of(name) is WildcardPattern pattern)
        {
            return models.Where(model => (All || model.IsFineTuned) && pattern.IsMatch(model.Id));
        }

        FineTunedModel[] found = [.. models.Where(model => model.Id == name)];
        return found.Length > 0 ? found : [await Client.Models.GetAsync(name, cancellation).ConfigureAwait(false)];
    }

    private async Task WriteAsync(
        IEnumerable<FineTunedModel> models, PipelineWriter pipeline, CancellationToken cancellation)
    {
        foreach (FineTunedModel model in models)
        {
            Seen.AddModel(model.Id, model.Connection);
            model.Answers = TestAnswer ? await AnswersAsync(model, pipeline, cancellation).ConfigureAwait(false) : null;
            await pipeline.WriteObjectAsync(model).ConfigureAwait(false);
        }
    }

    // One token is the smallest thing to ask for. A refusal is an answer; when none came, nobody knows.
    private async Task<bool?> AnswersAsync(
        FineTunedModel model, PipelineWriter pipeline, CancellationToken cancellation)
    {
        try
        {
            PromptFormat format = await _formats.FindAsync(new ModelReference(model), Client, cancellation)
                .ConfigureAwait(false);
            CompletionRequest request = new(format, "Hello") { Settings = new CompletionSettings { MaxTokens = 1 } };
            _ = await Client.Completions.CompleteAsync(request, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (ApiException e) when (
            e.ErrorId is "NotFound" or "RequestRejected" or "PermissionDenied" or "ServerFailed")
        {
            await pipeline.WriteVerboseAsync($"'{model.Id}' does not answer: {e.Message}").ConfigureAwait(false);
            return false;
        }
        catch (Exception e) when (!Errors.IsPipelineControl(e) && !Failure.EndsTheRun(e))
        {
            await pipeline.WriteErrorAsync(Errors.From(e, model.Id)).ConfigureAwait(false);
            return null;
        }
    }
}
