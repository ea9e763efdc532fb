using OpenAIFineTune.Data.Examples;
using OpenAIFineTune.Data.Reading.Rows;
using OpenAIFineTune.Data.Rules;
using OpenAIFineTune.Protocol.Labels;

namespace OpenAIFineTune.Data.Measuring;

/// <summary>
/// All that one reading of the examples tells, as a plan leaves them. Blocks are measured apart and added here in their
/// order, in which it is decided what repeats what.
/// </summary>
internal sealed class Measurements
{
    private readonly CleaningPlan _plan;
    private readonly SeenExamples _seen;

    /// <summary>Begins to measure; <paramref name="seen"/> is used for finding repeats.</summary>
    public Measurements(CleaningPlan plan, ulong seed, SeenExamples seen)
    {
        _plan = plan;
        _seen = seen;
        Meter = new BlockMeter(plan, seed);
    }

    /// <summary>Measures blocks for these measurements, on any thread.</summary>
    public BlockMeter Meter { get; }

    /// <summary>How many examples were read.</summary>
    public long ReadCount => Ranks.Count;

    /// <summary>How many of them stay.</summary>
    public long Count { get; private set; }

    public CommonAffix Prompts { get; } = new();

    public CommonAffix Completions { get; } = new();

    public CasingCount PromptCasing { get; private set; }

    public CasingCount CompletionCasing { get; private set; }

    public MarkerUse SeparatorUse { get; } = new(MarkerSet.Separators);

    public MarkerUse EndingUse { get; } = new(MarkerSet.Endings);

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
    public RuleTally Contradictions { get; } = new("Contradiction", "");

    /// <summary>The completions are labels.</summary>
    public bool IsClassification => !_plan.OpenEnded && Labels.Count is int labels && Classification.Has(labels, Count);

    /// <summary>What the rules for single examples did.</summary>
    public IEnumerable<RuleTally> Tallies => Meter.Chain.Tallies;

    /// <summary>On how many examples a rule for single examples acted.</summary>
    public long CountOf(string rule) => Tallies.FirstOrDefault(tally => tally.Rule == rule)?.Count ?? 0;

    /// <summary>Takes the next block into account.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(MeasuredBlock measured)
    {
        _seen.LookAhead(measured.Facts);
        foreach (ref readonly ExampleFacts facts in measured.Facts)
        {
            Add(measured.Block, facts);
        }

        Prompts.Add(measured.Prompts);
        Completions.Add(measured.Completions);
        SeparatorUse.Add(measured.SeparatorUse);
        EndingUse.Add(measured.EndingUse);
        measured.Release();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(TextBlock block, in ExampleFacts facts)
    {
        RowOrigin origin = new(block.Path, facts.Line);
        if (!Stays(facts, origin))
        {
            Ranks.AddLeftOut();
            return;
        }

        Count++;
        Everything.Add(origin);
        Ranks.Add(facts.Rank, Labels.Add(facts.Label, out bool isNew));
        if (isNew && Labels.WantsText)
        {
            Labels.Name(CompletionAt(block, facts.Offset));
        }

        if (!_plan.OpenEnded && _plan.Format != FineTuneFormat.Preference)
        {
            AddQuestion(facts, origin);
        }

        if (!facts.IsConversation)
        {
            AddTexts(facts, origin);
        }
    }

    /// <summary>Counts what each rule did; false when one of them leaves the example out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Stays(in ExampleFacts facts, RowOrigin origin)
    {
        RuleChain chain = Meter.Chain;
        bool isJudged = facts.LeftOutBy == RuleChain.NoStep || facts.LeftOutBy >= chain.BeforeRepeats;
        bool repeats = isJudged && chain.Repeats >= 0 && !_seen.Examples.Add(facts.Early);
        uint before = (1u << chain.BeforeRepeats) - 1;
        uint touched = repeats ? (facts.Touched & before) | (1u << chain.Repeats) : facts.Touched;
        for (int step = 0; touched != 0; step++, touched >>= 1)
        {
            if ((touched & 1) != 0)
            {
                chain.TallyOf(step).Add(origin);
            }
        }

        return !repeats && facts.LeftOutBy == RuleChain.NoStep;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddQuestion(in ExampleFacts facts, RowOrigin origin)
    {
        // Where repeats are not left out, they are no contradictions either.
        bool isRepeat = Meter.Chain.Repeats < 0 && !_seen.Examples.Add(facts.Whole);
        if (!_seen.Prompts.Add(facts.Question) && !isRepeat)
        {
            Contradictions.Add(origin);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddTexts(in ExampleFacts facts, RowOrigin origin)
    {
        PromptCasing = PromptCasing.With(facts.PromptCasing);
        CompletionCasing = CompletionCasing.With(facts.CompletionCasing);
        if (_plan.AsWritten is not null)
        {
            _ = Spellings.Add(facts.Spelling, out _);
        }

        SeparatorsInside += facts.HasSeparatorInside ? 1 : 0;
        SentencesCut += facts.CutsSentence ? 1 : 0;
        EndingsInside += facts.HasEndingInside ? 1 : 0;
        (facts.HasLeadingSpace ? WithSpace : WithoutSpace).Add(origin);
    }

    private string CompletionAt(TextBlock block, int offset)
    {
        WorkingExample example = new(Example.At(block, offset));
        Meter.Chain.Rewrite(ref example);
        return Encoding.UTF8.GetString(example.Completion);
    }
}
