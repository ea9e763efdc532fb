using System.Management.Automation;
using OpenAIFineTune.Data.Checking;
using OpenAIFineTune.PowerShell;
using OpenAIFineTune.PowerShell.Progress;

namespace OpenAIFineTune.Commands;

[Cmdlet(VerbsDiagnostic.Test, "FineTuneData", DefaultParameterSetName = PathSet)]
[OutputType(typeof(FineTuneDataIssue), typeof(bool))]
public sealed class TestFineTuneDataCommand : PSCmdlet, IDisposable
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private readonly StopSignal _stop = new();
    private bool _hasErrors;
    private RowsProgress? _progress;

    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "TrainingFile")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("ValidationFile")]
    [AllowNull]
    [AllowEmptyString]
    public string? ValidationPath { get; set; }

    [Parameter]
    public FineTuneFormat? Format { get; set; }

    [Parameter]
    public SwitchParameter Quiet { get; set; }

    protected override void ProcessRecord()
    {
        bool isLiteral = ParameterSetName == LiteralPathSet;
        foreach (string path in isLiteral ? LiteralPath : Path)
        {
            try
            {
                foreach (string file in PathResolver.Files(this, path, isLiteral))
                {
                    Check(file);
                }
            }
            catch (OperationCanceledException) when (_stop.Token.IsCancellationRequested)
            {
                throw new PipelineStoppedException();
            }
            catch (Exception e) when (!Errors.IsPipelineControl(e))
            {
                _hasErrors = true;
                WriteError(Errors.From(e, path));
            }
        }
    }

    protected override void EndProcessing()
    {
        if (Quiet)
        {
            WriteObject(!_hasErrors);
        }
    }

    protected override void StopProcessing() => _stop.Give();

    public void Dispose() => _stop.Dispose();

    private void Check(string file)
    {
        bool hasValidation = !string.IsNullOrEmpty(ValidationPath);
        TrainingFileCheck check = new(Format)
        {
            RemembersLines = hasValidation,
            Progress = (lines, bytes) => _progress?.Show(this, lines, bytes),
        };
        Check(check, file, isValidation: false);
        if (hasValidation)
        {
            foreach (string validation in PathResolver.Files(this, ValidationPath!, isLiteral: true))
            {
                Check(check, validation, isValidation: true);
            }
        }
    }

    private void Check(TrainingFileCheck check, string file, bool isValidation)
    {
        _progress = new RowsProgress($"Checking {System.IO.Path.GetFileName(file)}", TimeProvider.System)
        {
            TotalBytes = new FileInfo(file).Length,
        };
        Write(check.Check(file, isValidation, _stop.Token));
        _progress.End(this);
        WriteVerbose(TerminalText.Of($"'{file}' holds {check.Count} examples."));
    }

    private void Write(IEnumerable<FineTuneDataIssue> issues)
    {
        foreach (FineTuneDataIssue issue in issues)
        {
            _hasErrors |= issue.Severity == FineTuneSeverity.Error;
            if (!Quiet)
            {
                WriteObject(issue);
            }
        }
    }
}
