using System.Collections.Immutable;
using OpenAIFineTune.Data.Rules;

namespace OpenAIFineTune.Data;

/// <summary>How a data set is to be prepared.</summary>
internal sealed record DatasetOptions
{
    /// <summary>The validation part is at most so large unless the caller names a fraction.</summary>
    public const int MostValidation = 1000;

    private const decimal DefaultFraction = 0.2m;

    /// <summary>The shape of the lines.</summary>
    public FineTuneFormat Format { get; init; }

    /// <summary>The rules that there are.</summary>
    public IReadOnlyList<Rule> Rules { get; init; } = RuleList.All;

    /// <summary>The rules that are turned off.</summary>
    public IReadOnlySet<string> SkipRules { get; init; } = ImmutableHashSet<string>.Empty;

    /// <summary>All examples go to the training file.</summary>
    public bool NoValidation { get; init; }

    /// <summary>The part of the examples for validation; a fifth, but no more than 1,000, if null.</summary>
    public decimal? ValidationFraction { get; init; }

    /// <summary>Chooses another validation part for another number.</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>
    /// The full path that the files' names begin with (<c>…/tickets</c> for <c>tickets_train.jsonl</c>); if null they
    /// go to <see cref="DataFolder"/> under a name made from what is in them.
    /// </summary>
    public string? OutputPath { get; init; }

    /// <summary>Where files without an output path go.</summary>
    public string DataFolder { get; init; } = "";

    /// <summary>Existing files with other content are replaced.</summary>
    public bool Force { get; init; }

    /// <summary>The files begin with a byte order mark, which OpenAI refuses and old Azure guides demand.</summary>
    public bool ByteOrderMark { get; init; }

    /// <summary>
    /// How many of <paramref name="count"/> examples are for validation; one is always left for training.
    /// </summary>
    public int ValidationCount(long count)
    {
        if (NoValidation || count < 2)
        {
            return 0;
        }

        long wanted = count - (long)Math.Floor(count * (1 - (ValidationFraction ?? DefaultFraction)));
        long most = ValidationFraction is null ? MostValidation : int.MaxValue;
        return (int)Math.Min(Math.Min(wanted, count - 1), most);
    }
}
