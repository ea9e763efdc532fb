namespace OpenAIFineTune.Local;

/// <summary>The engine that answers the fine-tuning protocol in this process and trains for real.</summary>
internal static class LocalEngine
{
    /// <summary>The address that requests to the engine are written for; nothing listens there.</summary>
    public static Uri BaseUri { get; } = new("http://local.invalid/v1/");
}
