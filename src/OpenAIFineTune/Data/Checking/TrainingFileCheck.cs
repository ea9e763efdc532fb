using OpenAIFineTune.Data.Examples;
using OpenAIFineTune.Data.Measuring;
using OpenAIFineTune.Data.Reading.Rows;
using OpenAIFineTune.Protocol.Files;
using OpenAIFineTune.Streams;

namespace OpenAIFineTune.Data.Checking;

/// <summary>
/// Finds in a training file, line by line and as a whole, what a service would refuse or a model learn badly from.
/// Blocks of lines are checked on all cores; what repeats what is decided in their order.
/// </summary>
internal sealed class TrainingFileCheck(FineTuneFormat? format)
{
    // OpenAI's limit for files of purpose fine-tune.
    private const long MostBytes = 512L << 20;

    private readonly Dictionary<UInt128, long> _trainingLines = [];
    private FineTuneFormat? _format = format;
    private string? _trainingPath;

    /// <summary>True when lines of a validation file will be looked for in the training file.</summary>
    public bool RemembersLines { get; init; }

    /// <summary>Is told after each block how many lines and bytes are behind.</summary>
    public Action<long, long> Progress { get; init; } = (_, _) => { };

    /// <summary>How many lines hold an example.</summary>
    public long Count { get; private set; }

    /// <summary>
    /// Checks a file. With <paramref name="isValidation"/> its lines are also looked for in the training file that was
    /// checked before.
    /// </summary>
    public IEnumerable<FineTuneDataIssue> Check(string path, bool isValidation, CancellationToken cancellation)
    {
        Count = 0;
        foreach (FineTuneDataIssue issue in FileCheck.Of(path, MostBytes))
        {
            yield return issue;
            if (FileCheck.IsWhole(issue))
            {
                yield break;
            }
        }

        _format ??= FileCheck.FormatOf(path, cancellation);
        _trainingPath = isValidation ? _trainingPath : path;
        CompactSet<UInt128> here = new();
        using FileStream file = InputFile.Open(path, new FileStreamOptions());
        using WholeFileCheck whole = new(_format ?? FineTuneFormat.PromptCompletion);
        IEnumerable<CheckedBlock> blocks = InOrder.Select(
            stop => new LineBlocks(file).Read(stop), lines => whole.Check(path, lines), cancellation);
        foreach (CheckedBlock block in blocks)
        {
            Count += block.Objects.Count;
            block.Objects.ForEach(one => here.LookAhead(one.Hash));
            foreach (FineTuneDataIssue issue in block.IssuesWith(
                (line, hash) => Repeat(new RowOrigin(path, line), hash, isValidation, here)))
            {
                yield return issue;
            }

            whole.Add(block);
            Progress(block.LastLine, block.End);
        }

        foreach (FineTuneDataIssue issue in whole.Findings(path, isValidation, cancellation))
        {
            yield return issue;
        }
    }

    /// <summary>What is wrong with an example that was there before, in this file or the other.</summary>
    private FineTuneDataIssue? Repeat(
        RowOrigin origin, UInt128 hash, bool isValidation, CompactSet<UInt128> here)
    {
        if (!here.Add(hash))
        {
            return new LineFindings(origin).Warning(
                "Duplicate", "The example repeats an earlier one.", "Remove one of them.");
        }

        if (!isValidation && RemembersLines)
        {
            _ = _trainingLines.TryAdd(hash, origin.Line);
        }

        return isValidation && _trainingLines.TryGetValue(hash, out long line)
            ? new LineFindings(origin).Error(
                "InBothFiles",
                $"The example is also in the training file ({new RowOrigin(_trainingPath, line)}).",
                "Remove it from one of them: what was trained on can't measure what was learned.")
            : null;
    }
}
