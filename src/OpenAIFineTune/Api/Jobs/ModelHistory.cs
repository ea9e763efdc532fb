namespace OpenAIFineTune.Api.Jobs;

/// <summary>
/// What became of models that guides and scripts still name, from OpenAI's deprecations page (November 2026). Only
/// used to explain a refusal: whether a model can be trained, the service decides.
/// </summary>
internal static class ModelHistory
{
    private const string Legacy =
        "Its fine-tuning, by the service of the old fine_tunes commands, ended on 2024-01-04;";
    private const string Last =
        "OpenAI trains it until 2027-01-06 and switches it, and models made from it, off on 2027-01-14;";
    private const string Gone = "OpenAI switched it, and models made from it, off on 2026-10-23;";
    private const string NotTuned = ", which can't be fine-tuned.";

    private static readonly (string Start, string Note)[] s_notes =
    [
        ("text-davinci", Legacy + " OpenAI named gpt-4o-mini and its successors instead."),
        ("babbage-002", "OpenAI ended its training on 2024-10-28 and switched it off on 2026-09-28."),
        ("davinci-002", "OpenAI ended its training on 2024-10-28 and switched it off on 2026-09-28."),
        ("ada", Legacy + " babbage-002, named as its successor, is off since 2026-09-28."),
        ("babbage", Legacy + " babbage-002, named as its successor, is off since 2026-09-28."),
        ("curie", Legacy + " davinci-002, named as its successor, is off since 2026-09-28."),
        ("davinci", Legacy + " davinci-002, named as its successor, is off since 2026-09-28."),
        ("gpt-3.5-turbo-0613", "OpenAI switched it off on 2024-09-13."),
        ("gpt-3.5-turbo-16k", "OpenAI switched it off on 2024-09-13."),
        ("gpt-3.5-turbo-1106", "OpenAI switched it off on 2026-09-28."),
        ("gpt-3.5-turbo", Gone + " it names gpt-5.6-terra" + NotTuned),
        ("gpt-4.1-nano", Gone + " it names gpt-5.6-luna" + NotTuned),
        ("gpt-4.1", Last + " it names gpt-6-luna" + NotTuned),
        ("gpt-4o", Last + " it names gpt-6-luna" + NotTuned),
        ("gpt-4", Gone + " it names gpt-5.6-sol" + NotTuned),
        ("o4-mini", Gone + " it names gpt-5.6-terra" + NotTuned),
        ("gpt-5", "OpenAI offers no fine-tuning of it."),
        ("gpt-6", "OpenAI offers no fine-tuning of it."),
    ];

    /// <summary>
    /// What became of a model, or of the one that a fine-tuned model was made from; null when nothing is known.
    /// </summary>
    public static string? Find(string model)
    {
        string bare = model.StartsWith("ft:", StringComparison.Ordinal) ? model[3..] : model;
        foreach ((string start, string note) in s_notes)
        {
            if (bare.StartsWith(start, StringComparison.OrdinalIgnoreCase)
                && (bare.Length == start.Length || bare[start.Length] is '-' or ':' or '.'))
            {
                return note;
            }
        }

        return null;
    }
}
