using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using OpenAIFineTune.Engine.Store;
using OpenAIFineTune.Protocol.Examples;
using OpenAIFineTune.Protocol.Files;

namespace OpenAIFineTune.Engine.Jobs;

/// <summary>Reads a job's files. What is wrong with one becomes a <see cref="JobFailure"/> with the line.</summary>
internal sealed class TrainingFileReader(FileStore files)
{
    // «Training file has N example(s), but must have at least 10 examples» (OpenAI's job errors).
    private const int MinExamples = 10;

    private const string Training = "training_file";
    private const string Validation = "validation_file";

    /// <summary>Reads both files to their ends.</summary>
    public void Check(StoredJob job, CancellationToken cancellation)
    {
        int count = ReadTraining(job, cancellation).Count();
        if (count < MinExamples)
        {
            throw new JobFailure(
                "invalid_n_examples",
                $"Training file has {count} example(s), but must have at least {MinExamples} examples",
                Training);
        }

        if (job.ValidationFile is not null && ReadValidation(job, cancellation).Count() == 0)
        {
            throw new JobFailure($"invalid_{Validation}", "Validation file has no examples", Validation);
        }
    }

    /// <summary>The examples, read anew each time; each has an answer to learn.</summary>
    public IEnumerable<TrainingLine> ReadTraining(StoredJob job, CancellationToken cancellation)
        => Read(job, job.TrainingFile, Training, cancellation);

    /// <summary>The validation examples; none for a job without a validation file.</summary>
    public IEnumerable<TrainingLine> ReadValidation(StoredJob job, CancellationToken cancellation)
        => job.ValidationFile is null ? [] : Read(job, job.ValidationFile, Validation, cancellation);

    private IEnumerable<TrainingLine> Read(StoredJob job, string fileId, string param, CancellationToken cancellation)
    {
        StoredFile file = files.Find(fileId)
            ?? throw new JobFailure($"invalid_{param}", $"The file {fileId} is no longer there", param);
        using FileStream data = files.Open(file);
        foreach (LineBlock block in new LineBlocks(data).Read(cancellation))
        {
            foreach ((long number, ReadOnlyMemory<byte> line) in block.Lines())
            {
                cancellation.ThrowIfCancellationRequested();
                if (!IsBlank(line.Span))
                {
                    yield return Parse(line, job.Method, (file.FileName, number), param);
                }
            }

            block.Release();
        }
    }

    private static bool IsBlank(ReadOnlySpan<byte> line)
        => line is not [(byte)'{', ..] && string.IsNullOrWhiteSpace(Encoding.UTF8.GetString(line));

    private static TrainingLine Parse(
        ReadOnlyMemory<byte> text, string method, (string File, long Number) at, string param)
    {
        string Place() => $"{at.File} line {at.Number}";
        try
        {
            if (!Utf8.IsValid(text.Span))
            {
                throw new JobFailure(
                    "invalid_file_format", $"{at.File} is not UTF-8 near line {at.Number}", param);
            }

            if (text.Span.StartsWith("\uFEFF"u8))
            {
                throw new FormatException("the file begins with a byte order mark; write it as UTF-8 without one");
            }

            TrainingLine line = TrainingLine.Parse(text);
            if (line.NonPreferred.Count == 0 && (method == "dpo" || line.Preferred.Count > 0))
            {
                throw new FormatException(method == "dpo"
                    ? "the method 'dpo' needs 'input', 'preferred_output' and 'non_preferred_output' on every line"
                    : "'non_preferred_output' is missing");
            }

            _ = line.LastAnswer();
            return line;
        }
        catch (JsonException e)
        {
            throw new JobFailure(
                "invalid_file_format", $"{Place()}, column {e.BytePositionInLine + 1}: this is not valid JSON", param);
        }
        catch (FormatException e)
        {
            throw new JobFailure($"invalid_{param}", $"{Place()}: {e.Message}", param);
        }
    }
}
