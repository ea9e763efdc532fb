using System.Management.Automation;
using System.Runtime.ExceptionServices;
using OpenAIFineTune.Api;
using OpenAIFineTune.Api.Completions;
using OpenAIFineTune.Api.Transport;
using OpenAIFineTune.Asking;
using OpenAIFineTune.PowerShell;
using OpenAIFineTune.PowerShell.Arguments;
using OpenAIFineTune.PowerShell.Progress;
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
    [DataFileTransform(ForValidation = true)]
    public string? Path { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    public FineTuneTaskType? TaskType { get; set; }

    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? First { get; set; }

    protected override Task ProcessAsync(PipelineWriter pipeline, CancellationToken cancellation)
        => pipeline.ForEachAsync(
            Model,
            model => MeasureAsync(Usable(model), pipeline, cancellation),
            model => (object?)model.Job ?? model.Name,
            Failure.EndsTheRun);

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
        PromptFormat format = await FormatAsync(model, client, cancellation).ConfigureAwait(false);
        ModelExam exam = new(client, format, measurement)
        {
            Settings = ToSettings(),
            SystemMessage = SystemMessage,
            ThrottleLimit = ThrottleLimit,
        };
        await ShowAsync(exam.RunAsync(examples, cancellation), measurement, examples.Count, pipeline)
            .ConfigureAwait(false);
        FineTunedModelMeasurement result = measurement.Finish(client.Connection.Name);
        await WarnOfFailuresAsync(result, pipeline).ConfigureAwait(false);
        await pipeline.WriteObjectAsync(result).ConfigureAwait(false);
    }

    // Without a choice it asks for the most probable answer, which a measurement is about.
    internal override CompletionSettings ToSettings()
        => MyInvocation.BoundParameters.ContainsKey(nameof(Temperature))
            ? base.ToSettings() : base.ToSettings() with { Temperature = 0 };

    /// <summary>Shows how it comes along and counts what fails; throws when no prompt at all was answered.</summary>
    private static async Task ShowAsync(
        IAsyncEnumerable<Exception?> exam, Measurement measurement, int total, PipelineWriter pipeline)
    {
        BatchProgress progress = new($"Measuring {measurement.Model}", TimeProvider.System) { Total = total };
        Exception? last = null;
        try
        {
            await foreach (Exception? failure in exam.ConfigureAwait(false))
            {
                if (failure is not null)
                {
                    measurement.AddFailure(Errors.From(failure, target: null).FullyQualifiedErrorId);
                    last = failure;
                }

                await progress.CountAsync(hasFailed: failure is not null, pipeline).ConfigureAwait(false);
            }
        }
        finally
        {
            await progress.EndAsync(pipeline).ConfigureAwait(false);
        }

        if (!measurement.HasAnswers && last is not null)
        {
            ExceptionDispatchInfo.Throw(last);
        }
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
            examples = await EvaluationReader.ReadAsync(file, client.Files, faults.Add, cancellation)
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
            ? FineTuneTaskType.Classification : FineTuneTaskType.ConditionalGeneration;

    private static string Resolve(PSCmdlet cmdlet, string path)
        => EvaluationReader.IsId(path) ? path : PathResolver.Files(cmdlet, path, isLiteral: true)[0];

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
