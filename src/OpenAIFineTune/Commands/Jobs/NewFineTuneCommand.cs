using System.Collections;
using System.Management.Automation;
using OpenAIFineTune.Api.Jobs;
using OpenAIFineTune.Data.Checking;
using OpenAIFineTune.PowerShell;
using OpenAIFineTune.PowerShell.Arguments;
using OpenAIFineTune.PowerShell.Progress;

namespace OpenAIFineTune.Commands;

[Cmdlet(VerbsCommon.New, "FineTune", SupportsShouldProcess = true)]
[OutputType(typeof(FineTuneJob))]
public sealed class NewFineTuneCommand : FineTuneCmdlet
{
    private bool _hasRefused;

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("TrainingFileId", "t")]
    [DataFileTransform]
    [ArgumentCompleter(typeof(FileIdCompleter))]
    [ValidateNotNullOrEmpty]
    public object TrainingFile { get; set; } = "";

    [Parameter(Position = 1)]
    [Alias("m")]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Model { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("ValidationFileId", "v")]
    [DataFileTransform(ForValidation = true)]
    [ArgumentCompleter(typeof(FileIdCompleter))]
    [AllowNull]
    public string? ValidationFile { get; set; }

    [Parameter]
    public string? Suffix { get; set; }

    [Parameter]
    [HyperparameterTransform]
    [ArgumentCompleter(typeof(WordCompleter))]
    public object? Epochs { get; set; }

    [Parameter]
    [HyperparameterTransform]
    [ArgumentCompleter(typeof(WordCompleter))]
    public object? BatchSize { get; set; }

    [Parameter]
    [HyperparameterTransform]
    [ArgumentCompleter(typeof(WordCompleter))]
    public object? LearningRateMultiplier { get; set; }

    [Parameter]
    public long? Seed { get; set; }

    [Parameter]
    [ValidateNotNull]
    public Hashtable Metadata { get; set; } = [];

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? Separator { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? StopSequence { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    public FineTuneFormat? Format { get; set; }

    [Parameter]
    [ValidateSet("Supervised", "Dpo", "Reinforcement")]
    public string? Method { get; set; }

    [Parameter]
    [HyperparameterTransform]
    [ArgumentCompleter(typeof(WordCompleter))]
    public object? Beta { get; set; }

    [Parameter]
    [GraderTransform]
    public object? Grader { get; set; }

    [Parameter]
    [ArgumentCompleter(typeof(WordCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ReasoningEffort { get; set; }

    [Parameter]
    [HyperparameterTransform]
    [ArgumentCompleter(typeof(WordCompleter))]
    public object? ComputeMultiplier { get; set; }

    [Parameter]
    [HyperparameterTransform]
    [ArgumentCompleter(typeof(WordCompleter))]
    public object? EvalInterval { get; set; }

    [Parameter]
    [HyperparameterTransform]
    [ArgumentCompleter(typeof(WordCompleter))]
    public object? EvalSamples { get; set; }

    [Parameter]
    public string? WeightsAndBiasesProject { get; set; }

    [Parameter]
    public string? WeightsAndBiasesName { get; set; }

    [Parameter]
    public string? WeightsAndBiasesEntity { get; set; }

    [Parameter]
    public string[] WeightsAndBiasesTag { get; set; } = [];

    [Parameter]
    public SwitchParameter ReuseExisting { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public SwitchParameter SkipDataCheck { get; set; }

    [Parameter]
    public SwitchParameter RemoveOrphan { get; set; }

    protected override Task ProcessAsync(PipelineWriter pipeline, CancellationToken cancellation)
        => pipeline.WriteErrorsOfAsync(TrainingFile, () => TrainingFile is FineTuneException none
            ? RefuseAsync(none, pipeline)
            : SubmitAsync(LanguagePrimitives.ConvertTo<string>(TrainingFile), pipeline, cancellation));

    // A thousand rows are one mistake.
    private async Task RefuseAsync(FineTuneException none, PipelineWriter pipeline)
    {
        if (!_hasRefused
            && await pipeline.ShouldProcessAsync($"{Model} with {none.Target}".TrimStart(), "Create fine-tuning job")
                .ConfigureAwait(false))
        {
            _hasRefused = true;
            throw none;
        }
    }

    private async Task SubmitAsync(string trainingFile, PipelineWriter pipeline, CancellationToken cancellation)
    {
        JobDraft draft = new(
            Settings().ToRequest(Client.Connection),
            TrainingData.From(trainingFile),
            string.IsNullOrEmpty(ValidationFile) ? null : TrainingData.From(ValidationFile))
        {
            ReuseExisting = ReuseExisting,
            Force = Force,
            RemoveOrphan = MyInvocation.BoundParameters.ContainsKey(nameof(RemoveOrphan)) ? RemoveOrphan : null,
        };
        string target = $"{draft.Request.Model} with {draft.Training}";
        if (await pipeline.ShouldProcessAsync(target, "Create fine-tuning job").ConfigureAwait(false))
        {
            if (!SkipDataCheck && draft.Request.Method?.Type != JobRules.Reinforcement)
            {
                Check(draft.Training, cancellation);
                Check(draft.Validation, cancellation);
            }

            JobSubmitter submitter = new(Client, new SubmissionDisplay(pipeline, Seen));
            _ = await submitter.SubmitAsync(draft, cancellation).ConfigureAwait(false);
        }
    }

    private void Check(TrainingData? data, CancellationToken cancellation)
    {
        if (data?.Path is string path)
        {
            UploadCheck.Require(path, Format, cancellation);
        }
    }

    private JobSettings Settings() => new()
    {
        Model = Model,
        Suffix = Suffix,
        Seed = Seed,
        Method = Method?.ToLowerInvariant(),
        Format = Format,
        Hyperparameters = Hyperparameters(),
        Grader = GraderTransformAttribute.Parse(Grader),
        Metadata = MetadataTable.From(Metadata),
        Separator = Separator,
        StopSequence = StopSequence,
        WeightsAndBiases = Reporting(),
    };

    private WeightsAndBiases? Reporting()
    {
        bool isAsked = WeightsAndBiasesName is not null || WeightsAndBiasesEntity is not null
            || WeightsAndBiasesTag.Length > 0;
        if (WeightsAndBiasesProject is null)
        {
            return isAsked
                ? throw JobRules.Wrong("WeightsAndBiasesProject", "the other settings for Weights & Biases need it")
                : null;
        }

        return new WeightsAndBiases(WeightsAndBiasesProject)
        {
            Name = WeightsAndBiasesName,
            Entity = WeightsAndBiasesEntity,
            Tags = WeightsAndBiasesTag,
        };
    }

    private Dictionary<string, object> Hyperparameters()
    {
        (string Name, object? Value)[] all =
        [
            ("n_epochs", Epochs),
            ("batch_size", BatchSize),
            ("learning_rate_multiplier", LearningRateMultiplier),
            ("beta", Beta),
            ("reasoning_effort", ReasoningEffort),
            ("compute_multiplier", ComputeMultiplier),
            ("eval_interval", EvalInterval),
            ("eval_samples", EvalSamples),
        ];
        return all.Where(item => item.Value is not null).ToDictionary(item => item.Name, item => item.Value!);
    }
}
