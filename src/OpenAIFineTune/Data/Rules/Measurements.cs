using OpenAIFineTune.Protocol.Labels;

namespace OpenAIFineTune.Data.Rules;

/// <summary>All that one reading of the examples tells, as a plan leaves them.</summary>
internal sealed class Measurements
{
    private readonly CleaningPlan _plan;
    private readonly RuleChain _chain;
    private readonly ulong _seed;

    /// <summary>Begins to measure; <paramref name="seen"/> is used for finding repeats.</summary>
    public Measurements(CleaningPlan plan, ulong seed, SeenExamples seen)
    {
        Contradictions = new Contradictions(seen, repeatsAreGone: plan.Acts(RuleNames.Duplicate));
        _plan = plan;
        _seed = seed;
        _chain = RuleChain.Complete(plan, seen.Examples);
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

    /// <summary>
    /// While small letters are on trial, the answers in which capitals may mean something, single words, as written.
    /// </summary>
    public LabelCounts Spellings { get; } = new();

    public RankList Ranks { get; } = new();

    /// <summary>How many prompts hold the separator that they end with elsewhere too.</summary>
    public long SeparatorsInside { get; private set; }

    /// <summary>How many prompts stop within a sentence where the words of a found separator are taken off.</summary>
    public long SentencesCut { get; private set; }

    /// <summary>How many completions hold the ending that they end with elsewhere too.</summary>
    public long EndingsInside { get; private set; }

    /// <summary>Where examples came without the leading blank.</summary>
    public RuleTally WithoutSpace { get; } = new(RuleNames.LeadingSpace, "Put a blank before each completion");

    /// <summary>Where examples came with the leading blank.</summary>
    public RuleTally WithSpace { get; } = new(RuleNames.LeadingSpace, "Took off the blank before each completion");

    /// <summary>All that stay.</summary>
    public RuleTally Everything { get; } = new("", "");

    /// <summary>
    /// Examples whose prompt was there before, with another answer; of preferences there may be several.
    /// </summary>
    public Contradictions Contradictions { get; }

    /// <summary>The completions are labels.</summary>
    public bool IsClassification => !_plan.OpenEnded && Labels.Count is int labels && Classification.Has(labels, Count);

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
        if (!_plan.OpenEnded && _plan.Format != FineTuneFormat.Preference)
        {
            Contradictions.Add(example.PromptHash, example.Hash, example.Origin);
        }

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
        AddSpelling(example);
        SeparatorUse.Add(example.Prompt);
        EndingUse.Add(example.Completion);
        SeparatorsInside += Holds(example.Prompt, _plan.FoundSeparator);
        SentencesCut += AddedMarker.CutsSentence(example.Prompt, _plan.FoundSeparator) ? 1 : 0;
        EndingsInside += Holds(example.Completion, _plan.FoundEnding);
        (example.HasLeadingSpace ? WithSpace : WithoutSpace).Add(example.Origin);
    }

    private void AddSpelling(in WorkingExample example)
    {
        if (_plan.AsWritten is not null)
        {
            bool isWord = !example.Completion.Any(char.IsWhiteSpace);
            Spellings.Add(isWord ? example.CompletionAsWritten ?? example.Completion : example.Completion);
        }
    }

    private static int Holds(string text, string? marker)
        => marker is not null && MarkerUse.Clashes(text, marker) ? 1 : 0;

    private ulong RankOf(in WorkingExample example)
    {
        TextHash hash = new(_seed);
        hash.Add(example.Hash);
        return hash.Short;
    }
}
