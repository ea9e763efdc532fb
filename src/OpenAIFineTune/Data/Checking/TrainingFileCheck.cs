using System.Text.Json;
using OpenAIFineTune.Data.Measuring;
using OpenAIFineTune.Data.Reading.Rows;
using OpenAIFineTune.Data.Writing;

namespace OpenAIFineTune.Data.Checking;

/// <summary>
/// Finds in a training file, line by line and as a whole, what a service would refuse or a model learn badly from.
/// </summary>
internal sealed class TrainingFileCheck(FineTuneFormat? format)
{
    // OpenAI's limit for files of purpose fine-tune.
    private const long MostBytes = 512L << 20;

    private readonly Dictionary<UInt128, RowOrigin> _seen = [];
    private FineTuneFormat? _format = format;
    private WholeFileCheck? _whole;

    /// <summary>Is told after each line how many lines and bytes are behind.</summary>
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
        _whole = null;
        foreach (FineTuneDataIssue issue in FileCheck.Of(path, MostBytes))
        {
            yield return issue;
            if (FileCheck.IsWhole(issue))
            {
                yield break;
            }
        }

        HashSet<UInt128> here = [];
        using LineReader lines = new(path);
        while (lines.Next())
        {
            cancellation.ThrowIfCancellationRequested();
            Progress(lines.Number, lines.Position);
            RowOrigin origin = new(path, lines.Number);
            foreach (FineTuneDataIssue issue in CheckLine(lines, origin, isValidation, here))
            {
                yield return issue;
            }
        }

        _whole ??= new WholeFileCheck(_format ?? FineTuneFormat.PromptCompletion);
        foreach (FineTuneDataIssue issue in _whole.Findings(path, isValidation))
        {
            yield return issue;
        }
    }

    private IEnumerable<FineTuneDataIssue> CheckLine(
        LineReader lines, RowOrigin origin, bool isValidation, HashSet<UInt128> here)
    {
        LineFindings findings = new(origin);
        if (lines.Fault is FineTuneDataIssue fault)
        {
            return [fault];
        }

        if (lines.Text.Length == 0)
        {
            findings.Error("EmptyLine", "The line is empty.", "Remove it.");
            return findings.All;
        }

        JsonDocument? document = JsonLineParser.TryParse(lines.Text, findings);
        if (document is null)
        {
            return findings.All;
        }

        using (document)
        {
            Count++;
            CheckRepeats(document.RootElement, origin, isValidation, here, findings);
            return [.. findings.All, .. CheckShape(document.RootElement, origin)];
        }
    }

    private IReadOnlyList<FineTuneDataIssue> CheckShape(JsonElement line, RowOrigin origin)
    {
        FineTuneFormat here = ConversationFormat.Of(line, _format) ?? _format ?? FineTuneFormat.PromptCompletion;
        _format ??= here;
        LineFindings findings = new(origin);
        if (here != _format)
        {
            findings.Error(
                "MixedFormats", $"The line is of the format {here}, but the file is {_format}.",
                "Keep one format a file.");
            return findings.All;
        }

        bool isPrompt = here == FineTuneFormat.PromptCompletion;
        IReadOnlyList<FineTuneDataIssue> issues = isPrompt
            ? PromptLineCheck.Of(line, origin) : ConversationCheck.Of(line, here, origin);
        if (issues.All(issue => issue.Severity != FineTuneSeverity.Error))
        {
            _whole ??= new WholeFileCheck(here);
            _whole.Add(writer =>
            {
                writer.Block.Path = origin.Path;
                if (isPrompt)
                {
                    PromptLineCheck.Write(line, origin, writer);
                }
                else
                {
                    ConversationLine.Write(line, here, origin, writer);
                }
            });
        }

        return issues;
    }

    private void CheckRepeats(
        JsonElement line, RowOrigin origin, bool isValidation, HashSet<UInt128> here, LineFindings findings)
    {
        TextHash hash = new(0);
        hash.Add(JsonText.Utf8(line));
        bool isRepeat = !here.Add(hash.Value);
        if (isRepeat)
        {
            findings.Warning("Duplicate", "The example repeats an earlier one.", "Remove one of them.");
        }
        else if (!isValidation)
        {
            _seen.TryAdd(hash.Value, origin);
        }
        else if (_seen.TryGetValue(hash.Value, out RowOrigin training))
        {
            findings.Error(
                "InBothFiles", $"The example is also in the training file ({training}).",
                "Remove it from one of them: what was trained on can't measure what was learned.");
        }
    }
}
