using OpenAIFineTune.Engine.Store;

namespace OpenAIFineTune.Engine.Routes.Legacy;

/// <summary>The ids of the old routes: a job's id under another prefix.</summary>
internal static class LegacyId
{
    private const string Prefix = "ft-";

    public static string Of(StoredJob job) => Prefix + job.Id[JobStore.Prefix.Length..];

    /// <summary>The job's id; null for a text that is no old id.</summary>
    public static string? ToJobId(string id)
        => ResourceId.IsValid(id, Prefix) ? JobStore.Prefix + id[Prefix.Length..] : null;
}
