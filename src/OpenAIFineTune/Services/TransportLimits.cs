namespace OpenAIFineTune.Services;

/// <summary>How long calls may take and how often they are tried. The numbers are openai-python's.</summary>
internal sealed record TransportLimits
{
    /// <summary>The tries after the first.</summary>
    public int MaxRetry { get; init; } = 2;

    /// <summary>The time for one try, up to the answer's headers; uploads get more, by their size.</summary>
    public TimeSpan Attempt { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The time for a call with all its tries; null for no limit.</summary>
    public TimeSpan? Call { get; init; }

    /// <summary>
    /// The longest wait that a service may ask for; beyond it, the call ends and says when to come back.
    /// </summary>
    public TimeSpan MaxHint { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How long to be patient where a whole call may take no longer than <see cref="Call"/>.</summary>
    public TimeSpan Within(TimeSpan patience) => Call < patience ? Call.Value : patience;
}
