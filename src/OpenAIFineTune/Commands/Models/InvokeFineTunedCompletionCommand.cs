using System.Management.Automation;
using System.Runtime.ExceptionServices;
using OpenAIFineTune.Api;
using OpenAIFineTune.Api.Completions;
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

    private CompletionBatch _batch = null!;
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
    [ArgumentCompleter(typeof(ColumnCompleter))]
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
        _messages = Messages.Length == 0 ? null : [.. Messages.Select(ChatMessages.Read)];
        _writer = new CompletionWriter(AsObject, PassThru ? AnswerProperty : null);
        _progress = new BatchProgress("Asking the model", TimeProvider.System);
        AnswerLog? log = await OpenLogAsync(OutputPath, pipeline).ConfigureAwait(false);
        _batch = new CompletionBatch(ThrottleLimit, log, Lifetime);
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
                await AskAsync(model, input, pipeline, cancellation).ConfigureAwait(false);
            }
        }
    }

    protected override async Task EndAsync(PipelineWriter pipeline, CancellationToken cancellation)
    {
        while (!_batch.IsEmpty)
        {
            await WriteNextAsync(pipeline, cancellation).ConfigureAwait(false);
        }

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
        try
        {
            PromptInput prompt = await ReadAsync(input, pipeline).ConfigureAwait(false);
            string target = $"{Usable(model).Name} at {ClientFor(model).Connection.Name}";
            if (!await pipeline.ShouldProcessAsync(target, $"Ask '{prompt.Text}'").ConfigureAwait(false))
            {
                return;
            }

            CompletionTask task = await ToTaskAsync(model, prompt).ConfigureAwait(false);
            if (Stream)
            {
                await StreamAsync(task, ClientFor(model), pipeline, cancellation).ConfigureAwait(false);
                return;
            }

            _batch.Add(task, ClientFor(model));
        }
        catch (Exception e) when (!Errors.IsPipelineControl(e) && !CompletionFailures.EndTheRun(e))
        {
            await pipeline.WriteErrorAsync(Errors.From(e, input)).ConfigureAwait(false);
        }

        while (_batch.MustTake)
        {
            await WriteNextAsync(pipeline, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<PromptInput> ReadAsync(object? input, PipelineWriter pipeline) => _messages is null
        ? await pipeline.InvokeAsync(_ => PromptInput.Read(input, PromptProperty)).ConfigureAwait(false)
        : new PromptInput(_messages[^1].Text, Row: null);

    private async Task<CompletionTask> ToTaskAsync(ModelReference model, PromptInput prompt)
    {
        PromptFormat format = await FormatAsync(model, Lifetime).ConfigureAwait(false);
        CheckEndpoint(format);
        Seen.AddModel(model.Name, model.Connection);
        return new CompletionTask(prompt, new CompletionRequest(format, prompt.Text)
        {
            Messages = _messages,
            SystemMessage = SystemMessage,
            Settings = _settings,
            IsRaw = Raw,
        });
    }

    private async Task StreamAsync(
        CompletionTask task, FineTuneClient client, PipelineWriter pipeline, CancellationToken cancellation)
    {
        CompletionHost host = new(isLast: MyInvocation.PipelinePosition == MyInvocation.PipelineLength);
        FineTunedCompletion? answer = await host
            .ShowAsync(client.Completions.Stream(task.Request), pipeline, cancellation).ConfigureAwait(false);
        if (answer is not null)
        {
            await _writer.WriteAsync(task.Input, answer, isSeen: true, pipeline).ConfigureAwait(false);
        }
    }

    private async Task WriteNextAsync(PipelineWriter pipeline, CancellationToken cancellation)
    {
        CompletionTask task = await _batch.TakeAsync(cancellation).ConfigureAwait(false);
        await _progress.CountAsync(hasFailed: task.Failure is not null, pipeline).ConfigureAwait(false);
        try
        {
            await _writer.WriteAsync(task, pipeline).ConfigureAwait(false);
            if (task.Failure is not null)
            {
                ExceptionDispatchInfo.Throw(task.Failure);
            }
        }
        catch (Exception e) when (!Errors.IsPipelineControl(e) && !CompletionFailures.EndTheRun(e))
        {
            await pipeline.WriteErrorAsync(Errors.From(e, task.Input.Source)).ConfigureAwait(false);
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
