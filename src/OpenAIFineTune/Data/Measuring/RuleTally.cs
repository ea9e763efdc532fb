using OpenAIFineTune.Data.Reading.Rows;

namespace OpenAIFineTune.Data.Measuring;

/// <summary>How often a rule acted, and where first.</summary>
internal sealed class RuleTally(string rule, string action)
{
    private const int MostShown = 5;

    private readonly List<string> _firstRows = [];
    private long _count;

    /// <summary>The rule's name.</summary>
    public string Rule { get; } = rule;

    /// <summary>How many examples it concerned.</summary>
    public long Count => _count;

    /// <summary>Counts one more example.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(RowOrigin origin)
    {
        if (++_count <= MostShown)
        {
            _firstRows.Add(origin.ToString());
        }
    }

    /// <summary>The tally as callers see it.</summary>
    public FineTuneRemediation ToRemediation()
        => new() { Rule = Rule, Message = action, Count = _count, FirstRows = _firstRows };
}
