using OpenAIFineTune.Data.Reading.Rows;

namespace OpenAIFineTune.Data.Measuring;

/// <summary>
/// Finds examples whose prompt was there before, with another answer. With <paramref name="repeatsAreGone"/> no example
/// comes twice; else it tells repeats itself.
/// </summary>
internal sealed class Contradictions(SeenExamples seen, bool repeatsAreGone)
{
    /// <summary>Where they are.</summary>
    public RuleTally Tally { get; } = new("Contradiction", "");

    /// <summary>Takes one more example into account, by the hashes of its prompt and of all of it.</summary>
    public void Add(ulong prompt, UInt128 example, RowOrigin origin)
    {
        bool isRepeat = !repeatsAreGone && !seen.Examples.Add(example);
        if (!seen.Prompts.Add(prompt) && !isRepeat)
        {
            Tally.Add(origin);
        }
    }
}
