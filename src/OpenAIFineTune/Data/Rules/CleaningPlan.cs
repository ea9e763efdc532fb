namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// What the rules have decided so far. Texts are measured as this plan leaves them, and at last written so.
/// </summary>
internal sealed record CleaningPlan(FineTuneFormat Format, IReadOnlySet<string> Skipped)
{
    /// <summary>The rules that there are.</summary>
    public IReadOnlyList<Rule> Rules { get; init; } = RuleList.All;

    /// <summary>No example has a prompt: texts are only to be written.</summary>
    public bool OpenEnded { get; init; }

    /// <summary>The prompts are put in small letters.</summary>
    public bool LowerPrompt { get; init; }

    /// <summary>The completions are put in small letters.</summary>
    public bool LowerCompletion { get; init; }

    /// <summary>Small letters were tried for the completions and would have cost meaning.</summary>
    public bool KeepsCompletionCase { get; init; }

    /// <summary>
    /// What the completions were before small letters, until it is judged whether those cost meaning.
    /// </summary>
    public CompletionsAsWritten? AsWritten { get; init; }

    /// <summary>What all prompts begin with and lose.</summary>
    public string PromptPrefix { get; init; } = "";

    /// <summary>What all completions begin with and lose.</summary>
    public string CompletionPrefix { get; init; } = "";

    /// <summary>What already ends all prompts.</summary>
    public string? FoundSeparator { get; init; }

    /// <summary>
    /// Only separators shorter than this are looked for: one of this length was looked at, and is none.
    /// </summary>
    public int SeparatorLimit { get; init; } = int.MaxValue;

    /// <summary>What already ends all completions.</summary>
    public string? FoundEnding { get; init; }

    /// <summary>Only endings shorter than this are looked for: one of this length was looked at, and is none.</summary>
    public int EndingLimit { get; init; } = int.MaxValue;

    /// <summary>What is put behind each prompt.</summary>
    public string? AddedSeparator { get; init; }

    /// <summary>What is put behind each completion.</summary>
    public string? AddedEnding { get; init; }

    /// <summary>True when prompt and completion are written as one text, which needs separators and endings.</summary>
    public bool IsPromptCompletion => Format == FineTuneFormat.PromptCompletion;

    /// <summary>What ends each prompt in the file; null for nothing.</summary>
    public string? Separator => IsPromptCompletion ? FoundSeparator ?? AddedSeparator : null;

    /// <summary>What ends each completion in the file; null for nothing.</summary>
    public string? Ending => IsPromptCompletion ? FoundEnding ?? AddedEnding : null;

    /// <summary>True unless the caller turned the rule off.</summary>
    public bool Acts(string rule) => !Skipped.Contains(rule);

    /// <summary>True when texts are measured alike under both plans.</summary>
    public bool MeasuresAs(CleaningPlan other) => this == other with { AsWritten = AsWritten };
}
