using System.Buffers;
using OpenAIFineTune.Data.Examples;
using OpenAIFineTune.Data.Rules;

namespace OpenAIFineTune.Data.Measuring;

/// <summary>
/// A block that was gone over: its examples' facts, and what its texts have in common. An example that repeats another
/// changes nothing of the latter, so that it needs no order.
/// </summary>
internal sealed class MeasuredBlock(TextBlock block)
{
    private readonly ExampleFacts[] _facts = ArrayPool<ExampleFacts>.Shared.Rent(block.Count);
    private int _count;

    public TextBlock Block => block;

    /// <summary>Of each example, in their order.</summary>
    public ReadOnlySpan<ExampleFacts> Facts => _facts.AsSpan(0, _count);

    public CommonAffix Prompts { get; } = new();

    public CommonAffix Completions { get; } = new();

    public MarkerUse SeparatorUse { get; } = new(MarkerSet.Separators);

    public MarkerUse EndingUse { get; } = new(MarkerSet.Endings);

    /// <summary>Begins the facts of the next example.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ref ExampleFacts Next(int offset, long line)
    {
        ref ExampleFacts facts = ref _facts[_count++];
        facts = new ExampleFacts { Offset = offset, Line = line };
        return ref facts;
    }

    /// <summary>The facts are not looked at any more.</summary>
    public void Release() => ArrayPool<ExampleFacts>.Shared.Return(_facts);

    /// <summary>Takes the texts of an example that stays into account.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddTexts(in WorkingExample example)
    {
        Prompts.Add(example.Prompt);
        Completions.Add(example.Completion);
        SeparatorUse.Add(example.Prompt);
        EndingUse.Add(example.Completion);
    }
}
