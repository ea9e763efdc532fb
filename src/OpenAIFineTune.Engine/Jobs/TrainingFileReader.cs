using System.Text;
using System.Text.Json;
using OpenAIFineTune.Engine.Baseline;
using OpenAIFineTune.Engine.Store;
using OpenAIFineTune.Protocol.Examples;

namespace OpenAIFineTune.Engine.Jobs;

/// <summary>Reads a job's files. What is wrong with one becomes a <see cref="JobFailure"/> with the line.</summary>
internal sealed class TrainingFileReader
{
    // «Training file has N example(s), but must have at least 10 examples» (OpenAI's job errors).
    private const int MinExamples = 10;

    private static readonly UTF8Encoding s_strictUtf8 =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly FileStore _files;

    public TrainingFileReader(FileStore files) => _files = files;

    public IReadOnlyList<TrainingExample> ReadTraining(StoredJob job, CancellationToken cancellation)
    {
        IReadOnlyList<TrainingExample> examples = Read(job, job.TrainingFile, "training_file", cancellation);
        return examples.Count >= MinExamples
            ? examples
            : throw new JobFailure(
                "invalid_n_examples",
                $"Training file has {examples.Count} example(s), but must have at least {MinExamples} examples",
                "training_file");
    }

    /// <summary>The validation examples; none for a job without a validation file.</summary>
    public IReadOnlyList<TrainingExample> ReadValidation(StoredJob job, CancellationToken cancellation)
    {
        if (job.ValidationFile is null)
        {
            return [];
        }

        IReadOnlyList<TrainingExample> examples = Read(job, job.ValidationFile, "validation_file", cancellation);
        return examples.Count > 0
            ? examples
            : throw new JobFailure("invalid_validation_file", "Validation file has no examples", "validation_file");
    }

    private List<TrainingExample> Read(StoredJob job, string fileId, string param, CancellationToken cancellation)
    {
        StoredFile file = _files.Find(fileId)
            ?? throw new JobFailure($"invalid_{param}", $"The file {fileId} is no longer there", param);
        using StreamReader reader = new(_files.Open(file), s_strictUtf8, detectEncodingFromByteOrderMarks: false);
        List<TrainingExample> examples = [];
        int number = 0;
        try
        {
            while (reader.ReadLine() is string line)
            {
                number++;
                cancellation.ThrowIfCancellationRequested();
                if (!string.IsNullOrWhiteSpace(line))
                {
                    examples.Add(Parse(line, job.Method));
                }
            }
        }
        catch (DecoderFallbackException)
        {
            throw new JobFailure("invalid_file_format", $"{file.FileName} is not UTF-8 near line {number + 1}", param);
        }
        catch (JsonException e)
        {
            string place = $"{file.FileName} line {number}, column {e.BytePositionInLine + 1}";
            throw new JobFailure("invalid_file_format", $"{place}: this is not valid JSON", param);
        }
        catch (FormatException e)
        {
            throw new JobFailure($"invalid_{param}", $"{file.FileName} line {number}: {e.Message}", param);
        }

        return examples;
    }

    private static TrainingExample Parse(string line, string method)
    {
        if (line[0] == '\uFEFF')
        {
            throw new FormatException("the file begins with a byte order mark; write it as UTF-8 without one");
        }

        TrainingLine read = TrainingLine.Parse(line);
        return method == "dpo" && read.NonPreferred.Count == 0
            ? throw new FormatException(
                "the method 'dpo' needs 'input', 'preferred_output' and 'non_preferred_output' on every line")
            : read.Preferred.Count > 0 && read.NonPreferred.Count == 0
                ? throw new FormatException("'non_preferred_output' is missing")
                : TrainingExample.Of(read);
    }
}
