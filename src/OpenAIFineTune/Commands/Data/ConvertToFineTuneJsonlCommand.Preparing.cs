using System.Management.Automation;
using OpenAIFineTune.Data;
using OpenAIFineTune.Data.Checking;
using OpenAIFineTune.Data.Examples;
using OpenAIFineTune.Data.Reading;
using OpenAIFineTune.Data.Reading.Rows;
using OpenAIFineTune.PowerShell;
using OpenAIFineTune.PowerShell.Progress;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.Commands;

/// <summary>How the cmdlet takes its input and hands it on.</summary>
public sealed partial class ConvertToFineTuneJsonlCommand
{
    private readonly RowsProgress _progress = new("Preparing examples", TimeProvider.System);
    private readonly ReadingMeter _meter = new();

    private void TakeInput()
    {
        object? bare = InputObject is PSObject wrapped ? wrapped.BaseObject : InputObject;
        if (bare is FileSystemInfo file)
        {
            // A folder is refused by its name where it is opened, rather than read as a row without texts.
            _files.Add(file.FullName);
        }
        else
        {
            _objects.Add(InputObject, _calculated.Any ? _calculated.Of : null);
            _progress.Show(this, _objects.Count);
        }
    }

    private void Run(Action step)
    {
        try
        {
            step();
        }
        catch (OperationCanceledException) when (_stop.Token.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception e) when (!Errors.IsPipelineControl(e))
        {
            ThrowTerminatingError(Errors.From(e, Path.Concat(LiteralPath).FirstOrDefault() ?? OutputPath));
        }
    }

    private FineTuneDataset Prepare()
    {
        _files.AddRange(Path.SelectMany(path => PathResolver.Files(this, path, isLiteral: false)));
        _files.AddRange(LiteralPath.SelectMany(path => PathResolver.Files(this, path, isLiteral: true)));
        string? start = OutputName.Of(
            OutputPath is null ? null : PathResolver.Literal(this, OutputPath), _files.FirstOrDefault());
        if (start is not null)
        {
            OutputName.EnsureNoInput(start, _files);
        }

        using IRowSource rows = OpenRows();
        FineTuneFormat format = ChooseFormat(rows);
        DatasetOptions options = Options(format, start);
        string source = _files.Count == 0 ? "the pipeline" : string.Join(", ", _files);
        WriteVerbose(TerminalText.Of($"Preparing {format} examples of {source}."));
        DatasetPreparer preparer = new(options)
        {
            Report = issue => DataReport.Write(this, issue),
            Approves = Approves,
            ApprovesWriting = dataset => ShouldProcess(
                start is null ? options.DataFolder : OutputName.Training(start),
                $"Write {dataset.ExampleCount} examples, {dataset.ValidationCount} of them for validation"),
            Tell = WriteVerbose,
            Progress = count => _progress.Show(this, count, _meter.Read),
        };
        _progress.TotalBytes = _meter.Total;
        FineTuneDataset dataset = preparer.Prepare(new RowExamples(rows, _columns, format), _stop.Token);
        _progress.End(this);
        return dataset;
    }

    /// <summary>The files and the rows of the pipeline, which may come together.</summary>
    private IRowSource OpenRows()
    {
        if (_files.Count == 0)
        {
            _objects.EnsureRows();
            return _objects;
        }

        if (_calculated.Any)
        {
            throw new FineTuneException(
                "InvalidSetting", "A script block can't make columns of a file: it takes the objects of the pipeline.")
            {
                Target = _files[0],
                Advice = "Name a column or a template such as '{Title}: {Body}', or pipe the objects of Import-Csv.",
            };
        }

        return RowSources.Open(_files, Reading(), _objects.Count == 0 ? [] : [_objects]);
    }

    /// <summary>With -WhatIf every rule is told and counted, and nothing is written.</summary>
    private bool Approves(FineTuneRemediation rule)
    {
        string what = $"{rule.Rule}: {rule.Message} ({rule.Count}: {rule.NamedRows})";
        return ShouldProcess(what, what + "?", "Prepare examples", out ShouldProcessReason reason)
            || reason == ShouldProcessReason.WhatIf;
    }

    private FineTuneFormat ChooseFormat(IRowSource rows)
    {
        bool namesColumns = PromptProperty is not null || CompletionProperty is not null;
        FineTuneFormat? found = namesColumns ? null : ConversationFormat.Of(rows.Columns);
        bool isPreference = PreferredProperty is not null || NonPreferredProperty is not null;
        FineTuneFormat byModel = Model is null || KnownModels.Completes(Model)
            ? FineTuneFormat.PromptCompletion
            : FineTuneFormat.Chat;
        return Format ?? found ?? (isPreference ? FineTuneFormat.Preference : byModel);
    }

    private DatasetOptions Options(FineTuneFormat format, string? start) => new()
    {
        Format = format,
        SkipRules = SkipRule.ToHashSet(StringComparer.OrdinalIgnoreCase),
        NoValidation = NoValidation,
        ValidationFraction = (decimal?)ValidationFraction,
        Seed = unchecked((ulong)Seed),
        OutputPath = start,
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
        Cancellation = _stop.Token,
        Meter = _meter,
    };
}
