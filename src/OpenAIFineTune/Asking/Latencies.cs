namespace OpenAIFineTune.Asking;

/// <summary>Sums up how long answers took.</summary>
internal static class Latencies
{
    public static LatencyStatistics? Of(IEnumerable<TimeSpan> latencies)
    {
        TimeSpan[] sorted = [.. latencies.Order()];
        return sorted.Length == 0
            ? null
            : new LatencyStatistics(
                TimeSpan.FromTicks((long)sorted.Average(latency => latency.Ticks)),
                At(sorted, 0.5),
                At(sorted, 0.95),
                sorted[^1]);
    }

    // The nearest rank: a latency that was measured, not one between two.
    private static TimeSpan At(TimeSpan[] sorted, double share)
        => sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
}
