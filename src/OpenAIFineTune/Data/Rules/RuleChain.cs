namespace OpenAIFineTune.Data.Rules;

/// <summary>The rules that act on single examples, in the order in which they act under a plan.</summary>
internal sealed class RuleChain
{
    private readonly List<(IExampleRule Rule, RuleTally Tally)> _links = [];
    private readonly CleaningPlan _plan;

    private RuleChain(CleaningPlan plan) => _plan = plan;

    /// <summary>What each rule did.</summary>
    public IEnumerable<RuleTally> Tallies => _links.Select(link => link.Tally).Distinct();

    /// <summary>All rules: those that rewrite, and those that leave examples out.</summary>
    public static RuleChain Complete(CleaningPlan plan, CompactSet<UInt128> seen)
    {
        RuleChain chain = new(plan);
        chain.AddRewriting();
        EmptyCompletionRule emptyCompletion = new();
        EmptyPromptRule emptyPrompt = new(plan);
        chain.Add(emptyCompletion);
        chain.Add(emptyPrompt, !plan.OpenEnded || plan.Format == FineTuneFormat.Preference);
        chain.Add(new DuplicateRule(seen));
        chain.Add(new LongExampleRule(plan.Format), !plan.OpenEnded);
        chain.AddPrefixes();
        chain.Add(emptyCompletion, plan.CompletionPrefix.Length > 0);
        chain.Add(emptyPrompt, plan.PromptPrefix.Length > 0);
        return chain;
    }

    /// <summary>Only the rules that rewrite, for examples of which it is known that they stay.</summary>
    public static RuleChain Rewriting(CleaningPlan plan)
    {
        RuleChain chain = new(plan);
        chain.AddRewriting();
        chain.AddPrefixes();
        return chain;
    }

    /// <summary>Lets each rule act; false when one leaves the example out.</summary>
    public bool Keeps(ref WorkingExample example)
    {
        example.Prompt = _plan.OpenEnded ? "" : example.Prompt;   // blanks, where no prompt has more
        foreach ((IExampleRule rule, RuleTally tally) in _links)
        {
            if (example.IsConversation && rule is not (DuplicateRule or LongExampleRule))
            {
                continue;
            }

            Verdict verdict = rule.Apply(ref example);
            if (verdict != Verdict.Untouched)
            {
                tally.Add(example.Origin);
            }

            if (verdict == Verdict.LeftOut)
            {
                return false;
            }
        }

        return true;
    }

    private void AddRewriting()
    {
        Add(new SpecialTokenRule());
        if (_plan.FoundSeparator is not null || _plan.FoundEnding is not null)
        {
            MarkersOffRule rule = new(_plan);
            _links.Add((rule, new RuleTally(rule.Name, rule.Action)));
        }

        Add(new UpperCasePromptRule(), _plan.LowerPrompt);
        Add(new UpperCaseCompletionRule(), _plan.LowerCompletion);
    }

    private void AddPrefixes()
    {
        Add(new CommonPromptPrefixRule(_plan), _plan.PromptPrefix.Length > 0);
        Add(new CommonCompletionPrefixRule(_plan), _plan.CompletionPrefix.Length > 0);
    }

    private void Add(IExampleRule rule, bool isNeeded = true)
    {
        if (isNeeded && _plan.Acts(rule.Name))
        {
            RuleTally tally = _links.Find(link => link.Rule == rule).Tally ?? new RuleTally(rule.Name, rule.Action);
            _links.Add((rule, tally));
        }
    }
}
