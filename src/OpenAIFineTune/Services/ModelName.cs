namespace OpenAIFineTune.Services;

/// <summary>
/// What the names of models tell. Fine-tuned ones are <c>ft:BASE:organization:suffix:id</c> at OpenAI today,
/// <c>BASE:ft-organization-2021-…</c> in the time of /v1/fine-tunes, <c>BASE.ft-id</c> at Azure.
/// </summary>
internal static class ModelName
{
    private const string Prefix = "ft:";
    private const string CheckpointMark = ":ckpt-step-";

    /// <summary>The base model in a fine-tuned model's name; null when the name shows none.</summary>
    public static string? BaseOf(string name)
    {
        if (name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            string[] parts = name.Split(':');
            return parts[1].Length == 0 ? null : parts[1];
        }

        int mark = Math.Max(
            name.IndexOf(":ft-", StringComparison.OrdinalIgnoreCase),
            name.IndexOf(".ft-", StringComparison.OrdinalIgnoreCase));
        return mark > 0 ? name[..mark] : null;
    }

    /// <summary>The name of the finished model that a checkpoint's name leads to.</summary>
    public static string WithoutCheckpoint(string name)
    {
        int mark = name.IndexOf(CheckpointMark, StringComparison.OrdinalIgnoreCase);
        return mark < 0 ? name : name[..mark];
    }
}
