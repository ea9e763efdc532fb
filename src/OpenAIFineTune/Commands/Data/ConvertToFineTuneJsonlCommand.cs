using System.Management.Automation;
using OpenAIFineTune.Data.Examples;
using OpenAIFineTune.Data.Reading.Rows;
using OpenAIFineTune.PowerShell;
using OpenAIFineTune.PowerShell.Arguments;

namespace OpenAIFineTune.Commands;

[Cmdlet(VerbsData.ConvertTo, "FineTuneJsonl", DefaultParameterSetName = RowsSet, SupportsShouldProcess = true)]
[OutputType(typeof(FineTuneDataset))]
public sealed partial class ConvertToFineTuneJsonlCommand : PSCmdlet, IDisposable
{
    private const string RowsSet = "InputObject";
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private readonly StopSignal _stop = new();
    private readonly ObjectRowSource _objects = new();
    private readonly List<string> _files = [];
    private readonly CalculatedColumns _calculated = new();
    private ExampleColumns _columns = new();

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
    [ColumnTransform]
    [ArgumentCompleter(typeof(InputFileCompleter))]
    [ValidateNotNullOrEmpty]
    public object? PromptProperty { get; set; }

    [Parameter]
    [Alias("Completion")]
    [ColumnTransform]
    [ArgumentCompleter(typeof(InputFileCompleter))]
    [ValidateNotNullOrEmpty]
    public object? CompletionProperty { get; set; }

    [Parameter]
    [ColumnTransform]
    [ArgumentCompleter(typeof(InputFileCompleter))]
    [ValidateNotNullOrEmpty]
    public object? PreferredProperty { get; set; }

    [Parameter]
    [ColumnTransform]
    [ArgumentCompleter(typeof(InputFileCompleter))]
    [ValidateNotNullOrEmpty]
    public object? NonPreferredProperty { get; set; }

    [Parameter]
    [ColumnTransform]
    [ArgumentCompleter(typeof(InputFileCompleter))]
    [ValidateNotNullOrEmpty]
    public object? SystemMessage { get; set; }

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
    [ArgumentCompleter(typeof(WordCompleter))]
    [ValidateName(ValidateNameAttribute.Rule)]
    public string[] SkipRule { get; set; } = [];

    [Parameter]
    public char? Delimiter { get; set; }

    [Parameter]
    [EncodingTransform]
    [ArgumentCompleter(typeof(WordCompleter))]
    [ValidateNotNull]
    public Encoding? Encoding { get; set; }

    [Parameter]
    [ArgumentCompleter(typeof(InputFileCompleter))]
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
    {
        _columns = new ExampleColumns
        {
            Prompt = _calculated.NameOf(PromptProperty),
            Completion = _calculated.NameOf(CompletionProperty),
            Preferred = _calculated.NameOf(PreferredProperty),
            NonPreferred = _calculated.NameOf(NonPreferredProperty),
            SystemMessage = _calculated.NameOf(SystemMessage),
        };
        _objects.Want(_columns);
    }

    protected override void ProcessRecord()
    {
        if (ParameterSetName == RowsSet)
        {
            Run(TakeInput);
        }
    }

    protected override void EndProcessing() => Run(() => WriteObject(Prepare()));

    protected override void StopProcessing() => _stop.Give();

    public void Dispose()
    {
        _objects.Dispose();
        _stop.Dispose();
    }
}
