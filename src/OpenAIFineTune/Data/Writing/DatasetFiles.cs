using OpenAIFineTune.Protocol.Files;


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
        TemporaryFile.RemoveLeftovers(_folder);

        // Where the caller named no place nobody else needs to read it; elsewhere the caller's own rules count.
        UnixFileMode? mode = options.OutputPath is null ? PrivateFolder.FileMode : null;
        _training = new OutputFile(_folder, options.ByteOrderMark, mode);
        _validation = hasValidation ? new OutputFile(_folder, options.ByteOrderMark, mode) : null;
    }

    /// <summary>Writes the lines of a block, those to train on and those to measure by.</summary>
    public void Write((JsonLines Training, JsonLines Validation) lines)
    {
        _training.Write(lines.Training);
        _validation?.Write(lines.Validation);
    }

    /// <summary>
    /// Gives the files their names. If one can't get it, the files that were there are back; if the process is killed
    /// in between, one or both names are free, and never does a new file stand beside an old one.
    /// </summary>
    public (string Training, string? Validation) Commit()
    {
        _training.Complete();
        _validation?.Complete();
        string start = _options.OutputPath ?? Path.Combine(_folder, "data-" + _training.Hash()[..NameLength]);
        string training = OutputName.Training(start);
        string validation = OutputName.Validation(start);
        (OutputFile? File, string Path)[] changed = [.. Parts(training, validation).Where(IsNew)];
        Refuse(changed);
        Replace(changed);
        return (training, _validation is null ? null : validation);
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
            return PrivateFolder.Create(options.DataFolder);
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

    private static bool IsNew((OutputFile? File, string Path) part)
        => part.File is null ? File.Exists(part.Path) : !part.File.IsAt(part.Path);

    /// <summary>
    /// The files by name; without a file for validation, one of an earlier run under its name has to go.
    /// </summary>
    private IEnumerable<(OutputFile? File, string Path)> Parts(string training, string validation)
    {
        yield return (_training, training);

        // Names made of the content may belong to another data set, which had a validation part.
        if (_validation is not null || _options.OutputPath is not null)
        {
            yield return (_validation, validation);
        }
    }

    private void Refuse(IEnumerable<(OutputFile? File, string Path)> changed)
    {
        foreach ((OutputFile? file, string path) in changed)
        {
            if (!_options.Force && File.Exists(path))
            {
                string what = file is null
                    ? "belongs to an earlier data set; this one has no validation part" : "has other content";
                throw new FineTuneException("FileExists", $"'{path}' exists and {what}.")
                {
                    Target = path,
                    Advice = $"Use -Force to {(file is null ? "remove" : "replace")} it, or name another -OutputPath.",
                };
            }
        }
    }

    private void Replace((OutputFile? File, string Path)[] changed)
    {
        using (ReplacedFiles replaced = new(_folder))
        {
            foreach ((OutputFile? file, string path) in changed)
            {
                file?.TakeModeOf(path);
                replaced.PutAside(path);
            }

            // The training file last: whoever finds it finds the validation file that belongs to it.
            foreach ((OutputFile? file, string path) in Enumerable.Reverse(changed))
            {
                file?.MoveTo(path);
            }

            replaced.Complete();
        }

        _ = DurableFile.FlushFolder(_folder);
    }
}
