namespace OpenAIFineTune.Data.Checking.Shapes;

/// <summary>Where in a line a check is, and the rule by which something is refused there.</summary>
internal sealed class Place(LineFindings findings)
{
    private readonly Stack<(string? Key, int Index, string OuterRule)> _steps = new();
    private string _rule = "MissingKey";

    /// <summary>What was found on the line.</summary>
    public LineFindings Findings => findings;

    /// <summary>Goes to the value of a key; its rule, if it has one, holds for all below it.</summary>
    public void Enter(string key, string? rule = null)
    {
        _steps.Push((key, 0, _rule));
        _rule = rule ?? _rule;
    }

    /// <summary>Goes to an item of a list.</summary>
    public void Enter(int index) => _steps.Push((null, index, _rule));

    /// <summary>Goes back to where the last step began.</summary>
    public void Leave() => _rule = _steps.Pop().OuterRule;

    /// <summary>Refuses the value here, by the rule that holds here.</summary>
    public void Refuse(string what, string advice) => Refuse(null, what, advice);

    /// <summary>Refuses the value here by a rule of its own.</summary>
    public void Refuse(string? rule, string what, string advice)
        => findings.Error(rule ?? _rule, $"{this} {what}", advice);

    /// <summary>As a person writes it: <c>messages[1].content</c>.</summary>
    public override string ToString()
    {
        StringBuilder path = new();
        foreach ((string? key, int index, _) in _steps.Reverse())
        {
            _ = key is null
                ? path.Append(CultureInfo.InvariantCulture, $"[{index}]")
                : path.Append(path.Length == 0 ? "" : ".").Append(key);
        }

        return path.Length == 0 ? "The line" : path.ToString();
    }
}
