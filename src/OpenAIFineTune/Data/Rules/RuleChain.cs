using OpenAIFineTune.Data.Measuring;

namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// What all rules do to single examples under a plan, in the order in which they act. Examples are judged each on its
/// own, in any order and on any thread, but for repeats.
/// </summary>
internal sealed class RuleChain
{
    /// <summary>What stands for no step.</summary>
    public const int NoStep = -1;

    private readonly CleaningPlan _plan;
    private readonly RuleStep[] _steps;
    private readonly ExampleAction[] _rewriting;
    private readonly int[] _tallies;

    public RuleChain(CleaningPlan plan)
    {
        _plan = plan;
        (Rule Rule, RuleStep Step)[] all = [.. plan.Rules
            .SelectMany(rule => rule.Steps(plan).Select(step => (Rule: rule, Step: step)))
            .Where(pair => plan.Acts(pair.Rule.Name) || pair.Step.Phase == RulePhase.Markers)
            .OrderBy(pair => pair.Step.Phase)];
        _steps = [.. all.Select(pair => pair.Step)];
        _rewriting = [.. _steps.Where(step => step.Rewrites).Select(step => step.Apply)];
        Repeats = Array.FindIndex(_steps, step => step.Phase == RulePhase.Repeats);
        BeforeRepeats = _steps.Count(step => step.Phase < RulePhase.Repeats);
        string[] names = [.. all.Select(pair => pair.Rule.Name).Distinct()];
        Tallies = [.. names.Select(name => new RuleTally(name, all.First(pair => pair.Rule.Name == name).Step.Action))];
        _tallies = [.. all.Select(pair => Array.IndexOf(names, pair.Rule.Name))];
    }

    /// <summary>What each rule did; counted by who decides in order.</summary>
    public IReadOnlyList<RuleTally> Tallies { get; }

    /// <summary>The step that leaves out repeats; <see cref="NoStep"/> when it is turned off.</summary>
    public int Repeats { get; }

    /// <summary>How many steps act before it is known what repeats.</summary>
    public int BeforeRepeats { get; }

    /// <summary>The tally of a step's rule.</summary>
    public RuleTally TallyOf(int step) => Tallies[_tallies[step]];

    /// <summary>
    /// Lets steps act; returns the one that leaves the example out, and adds a bit for each that touched it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Apply(ref WorkingExample example, Range steps, ref uint touched)
    {
        (int first, int count) = steps.GetOffsetAndLength(_steps.Length);
        for (int i = first; i < first + count; i++)
        {
            if (example.IsConversation && !_steps[i].IsForConversations)
            {
                continue;
            }

            Verdict verdict = _steps[i].Apply(ref example);
            touched |= verdict == Verdict.Untouched ? 0 : 1u << i;
            if (verdict == Verdict.LeftOut)
            {
                return i;
            }
        }

        return NoStep;
    }

    /// <summary>Lets the steps act that change texts, on an example of which it is known that it stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Rewrite(ref WorkingExample example)
    {
        Begin(ref example);
        foreach (ExampleAction rewrite in example.IsConversation ? [] : _rewriting)
        {
            _ = rewrite(ref example);
        }
    }

    /// <summary>To be called before the first step: where no prompt has more than blanks, none has any.</summary>
    public void Begin(ref WorkingExample example) => example.Prompt = _plan.OpenEnded ? default : example.Prompt;
}
