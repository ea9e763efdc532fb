using OpenAIFineTune.Data.Examples;
using OpenAIFineTune.Data.Measuring;
using OpenAIFineTune.Data.Rules;

namespace OpenAIFineTune.Data.Writing;

/// <summary>Makes the lines of the examples that stay, block by block, on any thread.</summary>
internal sealed class DatasetWriter(CleaningPlan plan, Measurements found, RowBits validation)
{
    private readonly RuleChain _rewriting = new(plan);
    private readonly ExampleFormatter _formatter = new(plan);

    /// <summary>The lines of a block, those to train on and those to measure by.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (JsonLines Training, JsonLines Validation) Format(TextBlock block)
    {
        JsonLines training = new(block.Length * 2);
        JsonLines measuring = new(0);
        long ordinal = block.First;
        for (int offset = 0; offset < block.Length; ordinal++)
        {
            WorkingExample example = new(Example.At(block, offset));
            if (found.Ranks.Keeps(ordinal))
            {
                _rewriting.Rewrite(ref example);
                _formatter.Write(example, validation[ordinal] ? measuring : training);
            }

            offset = example.End;
        }

        return (training, measuring);
    }
}
