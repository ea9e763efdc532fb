using OpenAIFineTune.Data.Examples;
using OpenAIFineTune.Data.Rules;

namespace OpenAIFineTune.Data.Measuring;

/// <summary>Goes over blocks under a plan; one serves all threads.</summary>
internal sealed class BlockMeter
{
    private readonly CleaningPlan _plan;
    private readonly ulong _seed;
    private readonly byte[] _separator;
    private readonly byte[] _ending;
    private readonly bool _changesAfterRepeats;

    public BlockMeter(CleaningPlan plan, ulong seed)
    {
        (_plan, _seed) = (plan, seed);
        Chain = new RuleChain(plan);
        _separator = Encoding.UTF8.GetBytes(plan.FoundSeparator ?? "");
        _ending = Encoding.UTF8.GetBytes(plan.FoundEnding ?? "");
        _changesAfterRepeats = plan.PromptPrefix.Length + plan.CompletionPrefix.Length > 0;
    }

    /// <summary>What the rules do to single examples.</summary>
    public RuleChain Chain { get; }

    /// <summary>Goes over a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public MeasuredBlock Measure(TextBlock block)
    {
        MeasuredBlock measured = new(block);
        for (int offset = 0; offset < block.Length;)
        {
            WorkingExample example = new(Example.At(block, offset));
            Measure(ref example, ref measured.Next(offset, example.Origin.Line), measured);
            offset = example.End;
        }

        return measured;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Measure(ref WorkingExample example, ref ExampleFacts facts, MeasuredBlock measured)
    {
        uint touched = 0;
        Chain.Begin(ref example);
        facts.LeftOutBy = Chain.Apply(ref example, ..Chain.BeforeRepeats, ref touched);
        if (facts.LeftOutBy == RuleChain.NoStep)
        {
            ExampleHash hash = new(example);
            facts.Early = hash.Whole;
            facts.LeftOutBy = Chain.Apply(ref example, Chain.BeforeRepeats.., ref touched);
            if (facts.LeftOutBy == RuleChain.NoStep)
            {
                Take(example, _changesAfterRepeats ? new ExampleHash(example) : hash, ref facts);
                if (!example.IsConversation)
                {
                    TakeTexts(example, ref facts);
                    measured.AddTexts(example);
                }
            }
        }

        facts.Touched = touched;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Take(in WorkingExample example, in ExampleHash hash, ref ExampleFacts facts)
    {
        facts.IsConversation = example.IsConversation;
        facts.Whole = hash.Whole;
        facts.Question = hash.Question;
        facts.Label = hash.Label;
        facts.Rank = hash.Rank(_seed);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TakeTexts(in WorkingExample example, ref ExampleFacts facts)
    {
        facts.HasLeadingSpace = example.HasLeadingSpace;
        facts.HasSeparatorInside = _separator.Length > 0 && MarkerUse.Clashes(example.Prompt, _separator);
        facts.CutsSentence = AddedMarker.CutsSentence(example.Prompt, _plan.FoundSeparator);
        facts.HasEndingInside = _ending.Length > 0 && MarkerUse.Clashes(example.Completion, _ending);
        if (_plan.AsWritten is not null)
        {
            facts.Spelling = SpellingOf(example);
        }

        if (_plan.IsPromptCompletion)
        {
            facts.PromptCasing = Casing(example.Prompt);
            facts.CompletionCasing = Casing(example.Completion);
        }
    }

    private static ulong SpellingOf(in WorkingExample example)
    {
        bool isWord = !Encoding.UTF8.GetString(example.Completion).Any(char.IsWhiteSpace);
        bool wasLowered = !example.CompletionAsWritten.IsEmpty;
        return (ulong)TextHash.Of(isWord && wasLowered ? example.CompletionAsWritten : example.Completion);
    }

    private static CasingCount Casing(ReadOnlySpan<byte> text)
    {
        CasingCount count = default;
        count.Add(text);
        return count;
    }
}
