using System.Collections.Immutable;
using OpenAIFineTune.Data.Examples;
using OpenAIFineTune.Data.Measuring;
using OpenAIFineTune.Data.Rules;
using OpenAIFineTune.Data.Writing;

namespace OpenAIFineTune.Data;

/// <summary>
/// Makes training files of examples. They are read once and kept as blocks, measured so that the rules can decide, and
/// written; only where a rule changes what later rules judge are they measured more often. Memory grows by some fifty
/// bytes an example, for finding repeats and for the split.
/// </summary>
internal sealed class DatasetPreparer(DatasetOptions options)
{
    private const int MostIssues = 1000;

    private readonly List<FineTuneDataIssue> _issues = [];

    /// <summary>
    /// Is told of each row that is left out, and of what else a person should know, while it happens.
    /// </summary>
    public Action<FineTuneDataIssue> Report { get; init; } = _ => { };

    /// <summary>Asks whether a rule may do what it found to do.</summary>
    public Func<FineTuneRemediation, bool> Approves { get; init; } = _ => true;

    /// <summary>Asks whether files may be written for this data set.</summary>
    public Func<FineTuneDataset, bool> ApprovesWriting { get; init; } = _ => true;

    /// <summary>Is told what goes on.</summary>
    public Action<string> Tell { get; init; } = _ => { };

    /// <summary>Is told after each block how many examples are through; each time they are counted anew.</summary>
    public Action<long> Progress { get; init; } = _ => { };

    /// <summary>Prepares the examples and writes the files.</summary>
    public FineTuneDataset Prepare(IExampleSource source, CancellationToken cancellation)
    {
        using DatasetAnalysis analysis = new(source, options.Seed) { Report = Take, Tell = Tell, Progress = Progress };
        CleaningPlan start = new(options.Format, options.SkipRules) { Rules = options.Rules };
        (CleaningPlan plan, Measurements found) = Settle(analysis, start, cancellation);
        ImmutableHashSet<string> asked = [];
        List<FineTuneRemediation> declined = [];
        while (Remediations.Of(plan, found)
            .FirstOrDefault(next => !asked.Contains(next.Rule)) is FineTuneRemediation next)
        {
            asked = asked.Add(next.Rule);
            if (!Approves(next))
            {
                declined.Add(Remediations.Declined(next));
                start = start with { Skipped = start.Skipped.ToImmutableHashSet().Add(next.Rule) };
                (plan, found) = Settle(analysis, start, cancellation);
            }
        }

        foreach (FineTuneDataIssue finding in DatasetFindings.Of(plan, found))
        {
            Take(finding);
        }

        FineTuneDataset planned = Describe(plan, found, declined, options.ValidationCount(found.Count), (null, null));
        if (!ApprovesWriting(planned))
        {
            return planned;
        }

        RowBits chosen = ValidationSplit.Choose(found, (int)planned.ValidationCount);
        (string Training, string? Validation) written = Write(plan, found, chosen, analysis, cancellation);
        return Describe(plan, found, declined, chosen.Count, written);
    }

    private static (CleaningPlan Plan, Measurements Found) Settle(
        DatasetAnalysis analysis, CleaningPlan start, CancellationToken cancellation)
    {
        (CleaningPlan plan, Measurements found) = analysis.Settle(start, cancellation);
        ThrowIfEmpty(found);
        foreach (Rule rule in plan.Rules)
        {
            rule.Refuse(plan, found);
        }

        return (plan, found);
    }

    private static void ThrowIfEmpty(Measurements found)
    {
        if (found.Count == 0)
        {
            string why = string.Join("; ", found.Tallies.Where(tally => tally.Count > 0).Select(Describe));
            throw new FineTuneException(
                "EmptyInput",
                found.ReadCount == 0 ? "There are no examples." : $"No example is left to train on. {why}.");
        }
    }

    private static string Describe(RuleTally tally)
    {
        FineTuneRemediation done = tally.ToRemediation();
        return $"{done.Message}: {done.Count} ({string.Join(", ", done.FirstRows)})";
    }

    private void Take(FineTuneDataIssue issue)
    {
        if (_issues.Count < MostIssues)
        {
            _issues.Add(issue);
        }

        Report(issue);
    }

    private (string Training, string? Validation) Write(
        CleaningPlan plan, Measurements found, RowBits chosen, DatasetAnalysis analysis, CancellationToken cancellation)
    {
        using DatasetFiles files = new(options, chosen.Count > 0);
        DatasetWriter writer = new(plan, found, chosen);
        analysis.ForEach(writer.Format, (_, lines) => files.Write(lines), cancellation);
        (string training, string? validation) = files.Commit();
        Tell($"Wrote {found.Count - chosen.Count} examples to '{training}'.");
        Tell(validation is null ? "Wrote no validation file." : $"Wrote {chosen.Count} examples to '{validation}'.");
        return (training, validation);
    }

    private FineTuneDataset Describe(
        CleaningPlan plan,
        Measurements found,
        IEnumerable<FineTuneRemediation> declined,
        long validationCount,
        (string? Training, string? Validation) files) => new()
        {
            TrainingFile = files.Training,
            ValidationFile = files.Validation,
            Format = plan.Format,
            TaskType = plan.OpenEnded ? FineTuneTaskType.OpenEnded
                : found.IsClassification ? FineTuneTaskType.Classification : FineTuneTaskType.ConditionalGeneration,
            ExampleCount = found.Count,
            TrainingCount = found.Count - validationCount,
            ValidationCount = validationCount,
            Separator = plan.Separator,
            StopSequence = plan.Ending,
            ClassCount = found.IsClassification ? found.Labels.Count : null,
            PositiveClass = Remediations.PositiveClass(plan, found),
            Remediations = [.. Remediations.Of(plan, found), .. declined],
            Issues = [.. _issues],
        };
}
