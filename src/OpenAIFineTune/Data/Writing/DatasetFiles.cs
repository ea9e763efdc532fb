namespace OpenAIFineTune.Data.Writing;

/// <summary>The training file and, if any examples are for it, the validation file of a data set.</summary>
internal sealed class DatasetFiles : IDisposable
{
    private const int NameLength = 16;

    private readonly DatasetOptions _options;
    private readonly string _folder;
    private readonly OutputFile _training;
    private readonly OutputFile? _validation;

    /// <summary>Begins the files.</summary>
    public DatasetFiles(DatasetOptions options, bool hasValidation)
    {
        _options = options;
        _folder = Folder(options);
        _training = new OutputFile(_folder, options.ByteOrderMark);
        _validation = hasValidation ? new OutputFile(_folder, options.ByteOrderMark) : null;
    }

    /// <summary>The lines to train on.</summary>
    public JsonLineWriter Training => _training.Lines;

    /// <summary>The lines to measure by.</summary>
    public JsonLineWriter Validation => (_validation ?? _training).Lines;

    /// <summary>Gives both files their names, or none of them.</summary>
    public (string Training, string? Validation) Commit()
    {
        _training.Complete();
        _validation?.Complete();
        string start = _options.OutputPath ?? Path.Combine(_folder, "data-" + _training.Hash()[..NameLength]);
        string training = start + "_train.jsonl";
        string? validation = _validation is null ? null : start + "_valid.jsonl";
        Refuse(_training, training);
        Refuse(_validation, validation);
        _training.MoveTo(training);
        _validation?.MoveTo(validation!);
        return (training, validation);
    }

    /// <summary>Removes what did not get its name.</summary>
    public void Dispose()
    {
        _training.Dispose();
        _validation?.Dispose();
    }

    private static string Folder(DatasetOptions options)
    {
        if (options.OutputPath is null)
        {
            return Directory.CreateDirectory(options.DataFolder).FullName;
        }

        string folder = Path.GetDirectoryName(options.OutputPath) ?? "";
        return Directory.Exists(folder)
            ? folder
            : throw new FineTuneException("PathNotFound", $"The folder '{folder}' for the output does not exist.")
            {
                Target = options.OutputPath,
                Advice = "Create the folder first, or name another -OutputPath.",
            };
    }

    private void Refuse(OutputFile? file, string? path)
    {
        if (path is not null && !_options.Force && file!.ConflictsWith(path))
        {
            throw new FineTuneException("FileExists", $"'{path}' exists and has other content.")
            {
                Target = path,
                Advice = "Use -Force to replace it, or name another -OutputPath.",
            };
        }
    }
}
