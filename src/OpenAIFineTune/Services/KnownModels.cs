namespace OpenAIFineTune.Services;

/// <summary>
/// The base models that we know by name, from OpenAI's model and deprecation pages (November 2026). Whether a model can
/// be trained, the service decides: what stands here completes names, chooses an endpoint and explains a refusal.
/// </summary>
internal static class KnownModels
{
    /// <summary>The first of the local engine's base models.</summary>
    public const string Baseline = "local-baseline";

    private const string OldService =
        "Its fine-tuning, by the service of the old fine_tunes commands, ended on 2024-01-04; ";

    private const string AfterBabbage = OldService + "babbage-002, named as its successor, is off since 2026-09-28.";
    private const string AfterDavinci = OldService + "davinci-002, named as its successor, is off since 2026-09-28.";
    private const string NotOffered = "OpenAI offers no fine-tuning of it.";

    private static readonly DateOnly s_october = new(2026, 10, 23);
    private static readonly DateOnly s_lastTraining = new(2027, 1, 6);
    private static readonly DateOnly s_lastDay = new(2027, 1, 14);

    // The first whose name begins so is meant: the longer ones stand before the shorter.
    private static readonly KnownModel[] s_models =
    [
        new(Baseline) { Completes = true },
        new("text-davinci") { Note = OldService + "OpenAI named gpt-4o-mini and its successors instead." },
        new("babbage-002")
        {
            Completes = true, Versions = ["babbage-002"],
            TrainedUntil = new(2024, 10, 28), ShutdownDate = new(2026, 9, 28),
        },
        new("davinci-002")
        {
            Completes = true, Versions = ["davinci-002"],
            TrainedUntil = new(2024, 10, 28), ShutdownDate = new(2026, 9, 28),
        },
        new("ada") { Completes = true, Note = AfterBabbage },
        new("babbage") { Completes = true, Note = AfterBabbage },
        new("curie") { Completes = true, Note = AfterDavinci },
        new("davinci") { Completes = true, Note = AfterDavinci },
        new("gpt-3.5-turbo-0613") { ShutdownDate = new(2024, 9, 13) },
        new("gpt-3.5-turbo-16k") { ShutdownDate = new(2024, 9, 13) },
        new("gpt-3.5-turbo-1106") { ShutdownDate = new(2026, 9, 28) },
        new("gpt-3.5-turbo-instruct") { Completes = true, ShutdownDate = s_october, Successor = "gpt-5.6-terra" },
        new("gpt-3.5-turbo") { ShutdownDate = s_october, Successor = "gpt-5.6-terra" },
        new("gpt-4.1-nano") { ShutdownDate = s_october, Successor = "gpt-5.6-luna" },
        new("gpt-4.1")
        {
            Versions = ["gpt-4.1-2025-04-14", "gpt-4.1-mini-2025-04-14"],
            IsTrained = true, TrainedUntil = s_lastTraining, ShutdownDate = s_lastDay, Successor = "gpt-6-luna",
        },
        new("gpt-4o")
        {
            Versions = ["gpt-4o-2024-08-06", "gpt-4o-mini-2024-07-18"],
            IsTrained = true, TrainedUntil = s_lastTraining, ShutdownDate = s_lastDay, Successor = "gpt-6-luna",
        },
        new("gpt-4") { ShutdownDate = s_october, Successor = "gpt-5.6-sol" },
        new("o4-mini") { ShutdownDate = s_october, Successor = "gpt-5.6-terra" },
        new("gpt-5") { Note = NotOffered },
        new("gpt-6") { Note = NotOffered },
    ];

    /// <summary>The names of the models that OpenAI trains last, some of which Microsoft Foundry does, too.</summary>
    public static IReadOnlyList<string> Trained { get; }
        = [.. s_models.Where(model => model.IsTrained).SelectMany(model => model.Versions)];

    /// <summary>All names to offer: data may be prepared for models that nobody trains any more.</summary>
    public static IReadOnlyList<string> Named { get; } = [.. s_models.SelectMany(model => model.Versions)];

    /// <summary>What is known of a model, or of the one that a model was made from; null for nothing.</summary>
    public static KnownModel? Find(string model)
    {
        string bare = ModelName.BaseOf(model) ?? model;
        return s_models.FirstOrDefault(known => bare.StartsWith(known.Name, StringComparison.OrdinalIgnoreCase)
            && (bare.Length == known.Name.Length || bare[known.Name.Length] is '-' or ':' or '.'));
    }

    /// <summary>True for models that complete prompts, and those trained from them; all others converse.</summary>
    public static bool Completes(string name)
    {
        string model = ModelName.BaseOf(name) ?? name;
        return s_models.Any(known =>
            known.Completes && string.Equals(known.Name, model, StringComparison.OrdinalIgnoreCase));
    }
}
