using System.Management.Automation;
using OpenAIFineTune.Api;
using OpenAIFineTune.Evaluation;
using OpenAIFineTune.PowerShell;
using OpenAIFineTune.PowerShell.Arguments;
using OpenAIFineTune.Protocol.Labels;

namespace OpenAIFineTune.Commands;

[Cmdlet(VerbsDiagnostic.Measure, "FineTunedModel", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(FineTunedModelMeasurement))]
public sealed class MeasureFineTunedModelCommand : CompletionCmdlet
{
    private readonly Dictionary<string, IReadOnlyList<EvaluationExample>> _examples = new(StringComparer.Ordinal);

    // Not by property name: a job's Model is the one that its training started from.
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ModelTransform]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [ValidateNotNullOrEmpty]
    public ModelReference[] Model { get; set; } = [];

    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("ValidationFile", "PSPath")]
    [ValidationFileTransform]
    public string? Path { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    public FineTuneTaskType? TaskType { get; set; }

    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? First { get; set; }

    protected override async Task ProcessAsync(PipelineWriter pipeline, CancellationToken cancellation)
    {
        foreach (ModelReference model in Model)
        {
            try
            {
                await MeasureAsync(Usable(model), pipeline, cancellation).ConfigureAwait(false);
            }
            catch (Exception e) when (!Errors.IsPipelineControl(e) && !CompletionFailures.EndTheRun(e))
            {
                await pipeline.WriteErrorAsync(Errors.From(e, (object?)model.Job ?? model.Name)).ConfigureAwait(false);
            }
        }
    }

    private async Task MeasureAsync(ModelReference model, PipelineWriter pipeline, CancellationToken cancellation)
    {
        FineTuneClient client = ClientFor(model);
        (string file, IReadOnlyList<EvaluationExample> all) =
            await ReadAsync(client, pipeline, cancellation).ConfigureAwait(false);
        IReadOnlyList<EvaluationExample> examples = First is null ? all : [.. all.Take(First.Value)];
        string target = $"{model.Name} at {client.Connection.Name}";
        string action = $"Ask {examples.Count} prompts of '{file}'";
        if (!await pipeline.ShouldProcessAsync(target, action).ConfigureAwait(false))
        {
            return;
        }

        Seen.AddModel(model.Name, model.Connection);
        Measurement measurement = new(model.Name, file, TaskType ?? TaskOf(examples));
        ModelExam exam = new(client, await FormatAsync(model, cancellation).ConfigureAwait(false), ToSettings())
        {
            Measurement = measurement,
            SystemMessage = SystemMessage,
            IsTemperatureChosen = MyInvocation.BoundParameters.ContainsKey(nameof(Temperature)),
            ThrottleLimit = ThrottleLimit,
        };
        await exam.RunAsync(examples, pipeline, cancellation).ConfigureAwait(false);
        FineTunedModelMeasurement result = measurement.Finish(client.Connection.Name);
        await WarnOfFailuresAsync(result, pipeline).ConfigureAwait(false);
        await pipeline.WriteObjectAsync(result).ConfigureAwait(false);
    }

    /// <summary>The examples of <see cref="Path"/>; several models share one reading.</summary>
    private async Task<(string File, IReadOnlyList<EvaluationExample> Examples)> ReadAsync(
        FineTuneClient client, PipelineWriter pipeline, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(Path))
        {
            throw new FineTuneException("ValidationFileMissing", "There are no validation data to measure with.")
            {
                Advice = "Name a file with -Path, or pipe a data set or a job that has a validation file.",
            };
        }

        string file = await pipeline.InvokeAsync(cmdlet => Resolve(cmdlet, Path)).ConfigureAwait(false);
        if (!_examples.TryGetValue(file, out IReadOnlyList<EvaluationExample>? examples))
        {
            List<FineTuneException> faults = [];
            examples = await EvaluationFile.ReadAsync(file, client.Files, faults.Add, cancellation)
                .ConfigureAwait(false);
            _examples[file] = examples;
            foreach (FineTuneException fault in faults)
            {
                await pipeline.WriteErrorAsync(Errors.From(fault, file)).ConfigureAwait(false);
            }
        }

        return (file, examples);
    }

    private static FineTuneTaskType TaskOf(IReadOnlyList<EvaluationExample> examples)
        => Classification.Has([.. examples.Select(example => example.Completion)])
            ? FineTuneTaskType.Classification
            : FineTuneTaskType.ConditionalGeneration;

    private static string Resolve(PSCmdlet cmdlet, string path)
        => EvaluationFile.IsId(path) ? path : PathResolver.Files(cmdlet, path, isLiteral: true)[0];

    private static Task WarnOfFailuresAsync(FineTunedModelMeasurement result, PipelineWriter pipeline)
    {
        string reasons = string.Join(", ", result.Errors.Select(error => $"{error.Key} ({error.Value})"));
        return result.ErrorCount == 0
            ? Task.CompletedTask
            : pipeline.WriteWarningAsync(
                $"'{result.Model}' gave no answer to {result.ErrorCount} of {result.ExampleCount} prompts: {reasons}. "
                + "They are left out of the measurement.");
    }
}
