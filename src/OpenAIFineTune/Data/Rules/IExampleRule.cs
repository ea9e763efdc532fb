namespace OpenAIFineTune.Data.Rules;

/// <summary>A rule that acts on one example at a time.</summary>
internal interface IExampleRule
{
    /// <summary>One of <see cref="RuleNames"/>.</summary>
    string Name { get; }

    /// <summary>What it does, in words, for reports.</summary>
    string Action { get; }

    /// <summary>Acts.</summary>
    Verdict Apply(ref WorkingExample example);
}
