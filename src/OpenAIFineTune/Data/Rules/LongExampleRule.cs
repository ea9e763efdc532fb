namespace OpenAIFineTune.Data.Rules;

/// <summary>Leaves out examples that are longer than a model takes in, which would be cut at a random place.</summary>
internal sealed class LongExampleRule(FineTuneFormat format) : IExampleRule
{
    // openai-python 0.28.1: more than 10,000 characters won't fit into the 2,048 tokens of that time's models.
    private const int MostInPrompts = 10_000;

    // 65,536 tokens (OpenAI's fine-tuning best practices) at four characters each.
    private const int MostInChats = 262_144;

    private readonly int _most = format == FineTuneFormat.PromptCompletion ? MostInPrompts : MostInChats;

    public string Name => RuleNames.LongExample;

    public string Action => FormattableString.Invariant($"Left out examples of more than {_most:N0} characters");

    public Verdict Apply(ref WorkingExample example)
    {
        int units = (example.Source.Line ?? example.Prompt).Length + example.Completion.Length
            + (example.NonPreferred?.Length ?? 0) + (example.Source.System?.Length ?? 0);
        return units > _most && IsLong(example) ? Verdict.LeftOut : Verdict.Untouched;
    }

    /// <summary>
    /// Separator and ending don't count, or a file that was just fit would not be after they are added.
    /// </summary>
    private bool IsLong(WorkingExample example)
    {
        if (example.Source.Line is string line)
        {
            return CommonAffix.CodePoints(line) > _most;
        }

        long length = CommonAffix.CodePoints(Bare(example.Prompt, Markers.Separators))
            + CommonAffix.CodePoints(Bare(example.Completion, Markers.Endings))
            + CommonAffix.CodePoints(Bare(example.NonPreferred ?? "", Markers.Endings))
            + CommonAffix.CodePoints(example.Source.System ?? "");
        return length > _most;
    }

    private static string Bare(string text, string[] markers)
    {
        while (Markers.Known(text, markers) is string marker)
        {
            text = text[..^marker.Length];
        }

        return text;
    }
}
