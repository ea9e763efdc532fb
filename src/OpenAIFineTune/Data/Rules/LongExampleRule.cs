using OpenAIFineTune.Data.Examples;

namespace OpenAIFineTune.Data.Rules;

/// <summary>Leaves out examples that are longer than a model takes in, which would be cut at a random place.</summary>
internal sealed class LongExampleRule() : Rule(RuleNames.LongExample, "Leaves out what is longer than a model takes in")
{
    // openai-python 0.28.1: more than 10,000 characters won't fit into the 2,048 tokens of that time's models.
    private const int MostInPrompts = 10_000;

    // 65,536 tokens (OpenAI's fine-tuning best practices) at four characters each.
    private const int MostInChats = 262_144;

    private static readonly byte[][] s_separators = [.. Markers.Separators.Select(Encoding.UTF8.GetBytes)];
    private static readonly byte[][] s_endings = [.. Markers.Endings.Select(Encoding.UTF8.GetBytes)];

    public override IEnumerable<RuleStep> Steps(CleaningPlan plan)
    {
        int most = Most(plan.Format);
        return plan.OpenEnded ? [] :
        [
            new RuleStep(
                RulePhase.Length, FormattableString.Invariant($"Left out examples of more than {most:N0} characters"),
                (ref WorkingExample example) => IsLong(example, most) ? Verdict.LeftOut : Verdict.Untouched),
        ];
    }

    /// <summary>True when an example is longer than models of a format take in.</summary>
    public static bool IsLong(in WorkingExample example, FineTuneFormat format) => IsLong(example, Most(format));

    private static int Most(FineTuneFormat format)
        => format == FineTuneFormat.PromptCompletion ? MostInPrompts : MostInChats;

    /// <summary>
    /// Separator and ending don't count, or a file that was just fit would not be after they are added.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsLong(in WorkingExample example, int most)
    {
        int bytes = (example.IsConversation ? example.Line : example.Prompt).Length + example.Completion.Length
            + example.NonPreferred.Length + example.System.Length;
        if (bytes <= most)
        {
            return false;
        }

        return example.IsConversation ? Utf8Text.CodePoints(example.Line) > most
            : (long)Utf8Text.CodePoints(Bare(example.Prompt, s_separators))
                + Utf8Text.CodePoints(Bare(example.Completion, s_endings))
                + Utf8Text.CodePoints(Bare(example.NonPreferred, s_endings))
                + Utf8Text.CodePoints(example.System) > most;
    }

    private static ReadOnlySpan<byte> Bare(ReadOnlySpan<byte> text, byte[][] markers)
    {
        for (int length = KnownLength(text, markers); length > 0; length = KnownLength(text, markers))
        {
            text = text[..^length];
        }

        return text;
    }

    private static int KnownLength(ReadOnlySpan<byte> text, byte[][] markers)
    {
        int longest = 0;
        foreach (byte[] marker in markers)
        {
            longest = marker.Length > longest && text.EndsWith(marker) ? marker.Length : longest;
        }

        return longest;
    }
}
