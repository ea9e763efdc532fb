namespace OpenAIFineTune.Api.Transport;

/// <summary>Makes paths from ids.</summary>
internal static class ApiPath
{
    /// <summary>An id as one segment of a path: it can't climb out of its place, end the path or add a query.</summary>
    public static string Segment(string id) => id.Trim() is "" or "." or ".."
        ? throw new FineTuneException("NotFound", $"'{id}' is no id.") { Target = id }
        : Uri.EscapeDataString(id);
}
