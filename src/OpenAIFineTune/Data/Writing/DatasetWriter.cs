using OpenAIFineTune.Data.Rules;

namespace OpenAIFineTune.Data.Writing;

/// <summary>The last reading: rewrites the examples that stay, and writes each to its file.</summary>
internal static class DatasetWriter
{
    /// <summary>Writes all lines.</summary>
    public static void Write(
        IExampleSource examples,
        CleaningPlan plan,
        Measurements found,
        RowBits validation,
        DatasetFiles files,
        CancellationToken cancellation)
    {
        RuleChain rewriting = RuleChain.Rewriting(plan);
        ExampleFormatter formatter = new(plan);
        long ordinal = 0;
        foreach (Example source in examples.Read(_ => { }, cancellation))
        {
            long current = ordinal++;
            if (found.Ranks.Keeps(current))
            {
                WorkingExample example = new(source);
                rewriting.Keeps(ref example);
                formatter.Write(example, validation[current] ? files.Validation : files.Training);
            }
        }

        if (ordinal != found.ReadCount)
        {
            throw new FineTuneException("InputChanged", "The input changed while it was read.")
            {
                Advice = "Run the command again when nothing writes to the input.",
            };
        }
    }
}
