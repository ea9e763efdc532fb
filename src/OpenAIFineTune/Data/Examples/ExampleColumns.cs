using OpenAIFineTune.Data.Reading.Rows;

namespace OpenAIFineTune.Data.Examples;

/// <summary>Which columns, or templates of columns, an example's texts come from; the usual ones where null.</summary>
internal sealed record ExampleColumns
{
    public const string UsualPrompt = "prompt";
    public const string UsualCompletion = "completion";
    public const string UsualPreferred = "preferred";
    public const string UsualNonPreferred = "non_preferred";

    /// <summary>All names of columns that mean something where nothing is named.</summary>
    public static readonly string[] AllUsual =
    [
        UsualPrompt, UsualCompletion, UsualPreferred, UsualNonPreferred, "instruction", "input", "output", "system",
        "messages", "conversations", "preferred_output", "non_preferred_output",
    ];

    /// <summary>What is asked.</summary>
    public string? Prompt { get; init; }

    /// <summary>A second column of what is asked, which not every row has a text in.</summary>
    public string? PromptDetail { get; init; }

    /// <summary>What is answered.</summary>
    public string? Completion { get; init; }

    /// <summary>The better of two answers.</summary>
    public string? Preferred { get; init; }

    /// <summary>The worse of two answers.</summary>
    public string? NonPreferred { get; init; }

    /// <summary>What the model is told first: a column, a template, or the text itself.</summary>
    public string? SystemMessage { get; init; }

    /// <summary>True when the caller names what is asked or what is answered.</summary>
    public bool IsNamed => Prompt is not null || Completion is not null;

    /// <summary>The columns that are named, alone or in a template, and the usual one beside one that is.</summary>
    public IReadOnlyList<string> Wanted
    {
        get
        {
            string?[] named =
            [
                Prompt ?? (IsNamed ? UsualPrompt : null), Completion ?? (IsNamed ? UsualCompletion : null), Preferred,
                NonPreferred, SystemMessage,
            ];
            return [.. named.OfType<string>().SelectMany(text => text
                .Split(['{', '}'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Append(text)).Distinct()];
        }
    }

    /// <summary>
    /// These columns, or those of Alpaca and the many data sets after it (instruction, input, output) where the rows
    /// have them and nothing else is named or usual.
    /// </summary>
    public ExampleColumns For(IReadOnlyList<string> columns)
    {
        bool isKnown = IsNamed || Has(columns, UsualPrompt) || Has(columns, UsualCompletion);
        return isKnown || !Has(columns, "instruction") || !Has(columns, "output")
            ? this
            : this with
            {
                Prompt = "instruction",
                PromptDetail = Has(columns, "input") ? "input" : null,
                Completion = "output",
                SystemMessage = SystemMessage ?? (Has(columns, "system") ? "system" : null),
            };
    }

    /// <summary>True when the usual columns of question and answer are there.</summary>
    public static bool HasPair(IReadOnlyList<string> columns)
        => Has(columns, UsualPrompt) && Has(columns, UsualCompletion);

    private static bool Has(IReadOnlyList<string> columns, string name) => ColumnReference.Find(columns, name) >= 0;
}
