namespace OpenAIFineTune.Data.Rules;

/// <summary>All that one reading of the examples tells, as a plan leaves them.</summary>
internal sealed class Measurements
{
    private readonly CleaningPlan _plan;
    private readonly RuleChain _chain;
    private readonly ulong _seed;

    /// <summary>Begins to measure; <paramref name="seen"/> is used for finding repeats.</summary>
    public Measurements(CleaningPlan plan, ulong seed, HashSet128 seen)
    {
        _plan = plan;
        _seed = seed;
        _chain = RuleChain.Complete(plan, seen);
    }

    /// <summary>How many examples were read.</summary>
    public long ReadCount => Ranks.Count;

    /// <summary>How many of them stay.</summary>
    public long Count { get; private set; }

    public CommonAffix Prompts { get; } = new();

    public CommonAffix Completions { get; } = new();

    public CasingCount PromptCasing { get; } = new();

    public CasingCount CompletionCasing { get; } = new();

    public MarkerUse SeparatorUse { get; } = new(Markers.Separators);

    public MarkerUse EndingUse { get; } = new(Markers.Endings);

    public LabelCounts Labels { get; } = new();

    public RankList Ranks { get; } = new();

    /// <summary>How many prompts hold the separator that they end with elsewhere too.</summary>
    public long SeparatorsInside { get; private set; }

    /// <summary>How many completions hold the ending that they end with elsewhere too.</summary>
    public long EndingsInside { get; private set; }

    /// <summary>Where examples came without the leading blank.</summary>
    public RuleTally WithoutSpace { get; } = new(RuleNames.LeadingSpace, "Put a blank before each completion");

    /// <summary>Where examples came with the leading blank.</summary>
    public RuleTally WithSpace { get; } = new(RuleNames.LeadingSpace, "Took off the blank before each completion");

    /// <summary>All that stay.</summary>
    public RuleTally Everything { get; } = new("", "");

    /// <summary>Fewer than a third as many different completions as examples (openai-python 0.28.1).</summary>
    public bool IsClassification => !_plan.OpenEnded && Labels.Count is int labels && labels * 3L < Count;

    /// <summary>What the rules for single examples did.</summary>
    public IEnumerable<RuleTally> Tallies => _chain.Tallies;

    /// <summary>On how many examples a rule for single examples acted.</summary>
    public long CountOf(string rule) => Tallies.FirstOrDefault(tally => tally.Rule == rule)?.Count ?? 0;

    /// <summary>Takes one more example into account.</summary>
    public void Add(Example source)
    {
        WorkingExample example = new(source);
        if (!_chain.Keeps(ref example))
        {
            Ranks.AddLeftOut();
            return;
        }

        Count++;
        Everything.Add(example.Origin);
        Ranks.Add(RankOf(example), Labels.Add(example.Completion));
        if (!example.IsConversation)
        {
            AddTexts(example);
        }
    }

    private void AddTexts(in WorkingExample example)
    {
        Prompts.Add(example.Prompt);
        Completions.Add(example.Completion);
        PromptCasing.Add(example.Prompt);
        CompletionCasing.Add(example.Completion);
        SeparatorUse.Add(example.Prompt);
        EndingUse.Add(example.Completion);
        SeparatorsInside += Holds(example.Prompt, _plan.FoundSeparator);
        EndingsInside += Holds(example.Completion, _plan.FoundEnding);
        (example.HasLeadingSpace ? WithSpace : WithoutSpace).Add(example.Origin);
    }

    private static int Holds(string text, string? marker) => marker is not null && MarkerUse.Clashes(text, marker) ? 1 : 0;

    private ulong RankOf(in WorkingExample example)
    {
        TextHash hash = new(_seed);
        hash.Add(example.Hash);
        return hash.Short;
    }
}
