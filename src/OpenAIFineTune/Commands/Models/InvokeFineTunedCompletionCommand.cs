using System.Management.Automation;
using System.Runtime.ExceptionServices;
using OpenAIFineTune.Api;
using OpenAIFineTune.Api.Completions;
using OpenAIFineTune.Api.Transport;
using OpenAIFineTune.Asking;
using OpenAIFineTune.PowerShell;
using OpenAIFineTune.PowerShell.Arguments;
using OpenAIFineTune.PowerShell.Progress;

namespace OpenAIFineTune.Commands;

[Cmdlet(VerbsLifecycle.Invoke, "FineTunedCompletion", DefaultParameterSetName = PromptSet, SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(FineTunedCompletion), typeof(PSObject), typeof(string))]
public sealed partial class InvokeFineTunedCompletionCommand : CompletionCmdlet
{
    private const string PromptSet = "Prompt";
    private const string MessagesSet = "Messages";

    private CompletionBatch<PromptInput> _batch = null!;
    private CompletionWriter _writer = null!;
    private BatchProgress _progress = null!;
    private CompletionSettings _settings = null!;
    private ChatMessage[]? _messages;

    [Parameter(ParameterSetName = PromptSet, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[] Prompt { get; set; } = [];

    [Parameter(ParameterSetName = MessagesSet, Mandatory = true)]
    [Alias("Message")]
    [ValidateNotNullOrEmpty]
    public object[] Messages { get; set; } = [];

    // Not by property name: a job's Model is the one that its training started from.
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [Alias("m")]
    [ModelTransform]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [ValidateNotNullOrEmpty]
    public ModelReference[] Model { get; set; } = [];

    // Not by property name: rows of prompts may have a column of that name, and a job brings its connection with it.
    [Parameter]
    [ConnectionTransform]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    [ValidateNotNull]
    public override FineTuneConnection? Connection { get; set; }

    [Parameter(ParameterSetName = PromptSet)]
    [ArgumentCompleter(typeof(InputFileCompleter))]
    [ValidateNotNullOrEmpty]
    public string? PromptProperty { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string AnswerProperty { get; set; } = "Completion";

    [Parameter]
    public SwitchParameter AsObject { get; set; }

    [Parameter]
    public SwitchParameter Stream { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutputPath { get; set; }

    internal override bool NeedsChat => base.NeedsChat || Messages.Length > 0;

    protected override async Task BeginAsync(PipelineWriter pipeline, CancellationToken cancellation)
    {
        CheckParameters();
        _settings = ToSettings();
        _messages = Messages.Length == 0 ? null : [.. Messages.Select(PromptInput.ReadMessage)];
        _writer = new CompletionWriter(AsObject, PassThru ? AnswerProperty : null)
        {
            IsLast = MyInvocation.PipelinePosition == MyInvocation.PipelineLength,
        };
        _progress = new BatchProgress("Asking the model", TimeProvider.System);
        AnswerLog? log = await OpenLogAsync(OutputPath, pipeline).ConfigureAwait(false);
        _batch = new CompletionBatch<PromptInput>(ThrottleLimit, log, Lifetime);
    }

    protected override async Task ProcessAsync(PipelineWriter pipeline, CancellationToken cancellation)
    {
        if (!MyInvocation.ExpectingInput && Prompt is not null)
        {
            _progress.Total = Math.Max(1, Prompt.Length) * Model.Length;
        }

        foreach (ModelReference model in Model)
        {
            foreach (object? input in _messages is null ? Prompt ?? [null] : [null])
            {
                await pipeline.WriteErrorsOfAsync(
                    input, () => AskAsync(model, input, pipeline, cancellation), Failure.EndsTheRun)
                    .ConfigureAwait(false);
                await WriteAnswersAsync(all: false, pipeline, cancellation).ConfigureAwait(false);
            }
        }
    }

    protected override async Task EndAsync(PipelineWriter pipeline, CancellationToken cancellation)
    {
        await WriteAnswersAsync(all: true, pipeline, cancellation).ConfigureAwait(false);
        await _progress.EndAsync(pipeline).ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _batch?.Dispose();
    }

    private async Task AskAsync(
        ModelReference model, object? input, PipelineWriter pipeline, CancellationToken cancellation)
    {
        PromptInput prompt = _messages is null
            ? await pipeline.InvokeAsync(_ => PromptInput.Read(input, PromptProperty)).ConfigureAwait(false)
            : new PromptInput(_messages[^1].Text, Row: null);
        FineTuneClient client = ClientFor(Usable(model));
        string target = $"{model.Name} at {client.Connection.Name}";
        if (!await pipeline.ShouldProcessAsync(target, $"Ask '{prompt.Text}'").ConfigureAwait(false))
        {
            return;
        }

        CompletionRequest request = await ToRequestAsync(model, prompt, client).ConfigureAwait(false);
        if (Stream)
        {
            await _writer.StreamAsync(prompt, client.Completions.Stream(request), pipeline, cancellation)
                .ConfigureAwait(false);
            return;
        }

        _batch.Add(prompt, request, client);
    }

    private async Task<CompletionRequest> ToRequestAsync(
        ModelReference model, PromptInput prompt, FineTuneClient client)
    {
        PromptFormat format = await FormatAsync(model, client, Lifetime).ConfigureAwait(false);
        CheckEndpoint(format);
        Seen.AddModel(model.Name, model.Connection);
        return new CompletionRequest(format, prompt.Text)
        {
            Messages = _messages,
            SystemMessage = SystemMessage,
            Settings = _settings,
            IsRaw = Raw,
        };
    }

    private async Task WriteAnswersAsync(bool all, PipelineWriter pipeline, CancellationToken cancellation)
    {
        await foreach (AskedPrompt<PromptInput> asked in _batch.TakeAsync(all, cancellation).ConfigureAwait(false))
        {
            await _progress.CountAsync(hasFailed: asked.Failure is not null, pipeline).ConfigureAwait(false);
            await pipeline.WriteErrorsOfAsync(
                asked.Source.Source, () => WriteAsync(asked, pipeline), Failure.EndsTheRun)
                .ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(AskedPrompt<PromptInput> asked, PipelineWriter pipeline)
    {
        foreach (FineTunedCompletion answer in asked.Answers)
        {
            await _writer.WriteAsync(asked.Source, answer, pipeline).ConfigureAwait(false);
        }

        if (asked.Failure is not null)
        {
            ExceptionDispatchInfo.Throw(asked.Failure);
        }
    }

    private static async Task<AnswerLog?> OpenLogAsync(string? path, PipelineWriter pipeline)
    {
        if (path is null)
        {
            return null;
        }

        string full = await pipeline.InvokeAsync(cmdlet => PathResolver.Literal(cmdlet, path)).ConfigureAwait(false);
        if (!await pipeline.ShouldProcessAsync(full, "Record the answers").ConfigureAwait(false))
        {
            return null;
        }

        AnswerLog log = AnswerLog.Open(full);
        await pipeline.WriteVerboseAsync($"'{full}' has answers to {log.Recorded} prompts.").ConfigureAwait(false);
        return log;
    }
}
