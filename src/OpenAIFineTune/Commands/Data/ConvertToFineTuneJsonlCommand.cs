using System.Management.Automation;
using System.Text;
using OpenAIFineTune.Data;
using OpenAIFineTune.Data.Reading;
using OpenAIFineTune.Data.Rules;
using OpenAIFineTune.Data.Validation;
using OpenAIFineTune.Pipeline;

namespace OpenAIFineTune.Commands;

[Cmdlet(VerbsData.ConvertTo, "FineTuneJsonl", DefaultParameterSetName = RowsSet, SupportsShouldProcess = true)]
[OutputType(typeof(FineTuneDataset))]
public sealed class ConvertToFineTuneJsonlCommand : PSCmdlet, IDisposable
{
    private const string RowsSet = "InputObject";
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private readonly CancellationTokenSource _stop = new();
    private readonly ObjectRowSource _objects = new();
    private readonly List<string> _files = [];

    [Parameter(ParameterSetName = RowsSet, Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    public object? InputObject { get; set; }

    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    [Parameter]
    [Alias("Prompt")]
    [ValidateNotNullOrEmpty]
    public string? PromptProperty { get; set; }

    [Parameter]
    [Alias("Completion")]
    [ValidateNotNullOrEmpty]
    public string? CompletionProperty { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PreferredProperty { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? NonPreferredProperty { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SystemMessage { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutputPath { get; set; }

    [Parameter]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Model { get; set; }

    [Parameter]
    public FineTuneFormat? Format { get; set; }

    [Parameter]
    [ValidateRange(0.0, 0.9)]
    public double? ValidationFraction { get; set; }

    [Parameter]
    public SwitchParameter NoValidation { get; set; }

    [Parameter]
    public int Seed { get; set; } = 42;

    [Parameter]
    [ValidateSet(
        RuleNames.SpecialToken, RuleNames.UpperCasePrompt, RuleNames.UpperCaseCompletion, RuleNames.EmptyCompletion,
        RuleNames.EmptyPrompt, RuleNames.Duplicate, RuleNames.LongExample, RuleNames.SamePrompt, RuleNames.SameCompletion,
        RuleNames.CommonPromptPrefix, RuleNames.CommonCompletionPrefix, RuleNames.Separator, RuleNames.CompletionSuffix,
        RuleNames.LeadingSpace)]
    public string[] SkipRule { get; set; } = [];

    [Parameter]
    public char? Delimiter { get; set; }

    [Parameter]
    [EncodingTransform]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    [ValidateNotNull]
    public Encoding? Encoding { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? WorksheetName { get; set; }

    [Parameter]
    [ValidateRange(1, 1_048_576)]
    public int? HeaderRow { get; set; }

    [Parameter]
    public SwitchParameter Bom { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void BeginProcessing()
        => _objects.Want(PromptProperty, CompletionProperty, PreferredProperty, NonPreferredProperty, SystemMessage);

    protected override void ProcessRecord()
    {
        object? bare = InputObject is PSObject wrapped ? wrapped.BaseObject : InputObject;
        if (ParameterSetName != RowsSet)
        {
            return;
        }

        if (bare is FileInfo file)
        {
            _files.Add(file.FullName);
        }
        else
        {
            _objects.Add(InputObject);
        }
    }

    protected override void EndProcessing()
    {
        try
        {
            WriteObject(Prepare());
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception e) when (!Errors.IsPipelineControl(e))
        {
            ThrowTerminatingError(Errors.From(e, Path.Concat(LiteralPath).FirstOrDefault() ?? OutputPath));
        }
    }

    protected override void StopProcessing()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The engine may stop and dispose at once.
        }
    }

    public void Dispose()
    {
        _objects.Dispose();
        _stop.Dispose();
    }

    private FineTuneDataset Prepare()
    {
        _files.AddRange(Path.SelectMany(path => PathResolver.Files(this, path, isLiteral: false)));
        _files.AddRange(LiteralPath.SelectMany(path => PathResolver.Files(this, path, isLiteral: true)));
        IRowSource rows = _files.Count == 0 ? _objects : ConcatenatedRowSource.Open(_files, Reading());
        FineTuneFormat format = ChooseFormat(rows);
        DatasetOptions options = Options(format);
        WriteVerbose($"Preparing {format} examples of {(_files.Count == 0 ? "the pipeline" : string.Join(", ", _files))}.");
        DatasetPreparer preparer = new(options)
        {
            Report = issue => DataReport.Write(this, issue),
            Approves = Approves,
            ApprovesWriting = dataset => ShouldProcess(
                options.OutputPath is null ? options.DataFolder : options.OutputPath + "_train.jsonl",
                $"Write {dataset.ExampleCount} examples, {dataset.ValidationCount} of them for validation"),
            Tell = WriteVerbose,
        };
        return preparer.Prepare(new RowExamples(rows, Columns(), format), _stop.Token);
    }

    /// <summary>With -WhatIf every rule is told and counted, and nothing is written.</summary>
    private bool Approves(FineTuneRemediation rule)
    {
        string what = $"{rule.Rule}: {rule.Message} ({rule.Count}: {string.Join(", ", rule.FirstRows)}"
            + (rule.Count > rule.FirstRows.Count ? ", …)" : ")");
        return ShouldProcess(what, what + "?", "Prepare examples", out ShouldProcessReason reason)
            || reason == ShouldProcessReason.WhatIf;
    }

    private FineTuneFormat ChooseFormat(IRowSource rows)
    {
        bool namesColumns = PromptProperty is not null || CompletionProperty is not null;
        FineTuneFormat? found = namesColumns ? null : ConversationFormat.Of(rows.Columns);
        bool isPreference = PreferredProperty is not null || NonPreferredProperty is not null;
        FineTuneFormat? byModel = Model is null ? null : ModelFormat.Of(Model);
        return Format ?? found ?? (isPreference ? FineTuneFormat.Preference : byModel ?? FineTuneFormat.PromptCompletion);
    }

    private DatasetOptions Options(FineTuneFormat format) => new()
    {
        Format = format,
        SkipRules = SkipRule.ToHashSet(StringComparer.OrdinalIgnoreCase),
        NoValidation = NoValidation,
        ValidationFraction = (decimal?)ValidationFraction,
        Seed = unchecked((ulong)Seed),
        OutputPath = OutputName.Of(
            OutputPath is null ? null : PathResolver.Literal(this, OutputPath), _files.FirstOrDefault()),
        DataFolder = System.IO.Path.Combine(DataFolder.Path, "data"),
        Force = Force,
        ByteOrderMark = Bom,
    };

    private ReadingOptions Reading() => new()
    {
        Delimiter = Delimiter,
        Encoding = Encoding,
        WorksheetName = WorksheetName,
        HeaderRow = HeaderRow,
    };

    private ExampleColumns Columns() => new()
    {
        Prompt = PromptProperty,
        Completion = CompletionProperty,
        Preferred = PreferredProperty,
        NonPreferred = NonPreferredProperty,
        SystemMessage = SystemMessage,
    };
}
