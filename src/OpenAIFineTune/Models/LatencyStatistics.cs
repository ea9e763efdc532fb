namespace OpenAIFineTune;

/// <summary>How long answers took, from the request to the whole answer, with the waits of repeated tries.</summary>
/// <param name="Mean">The average.</param>
/// <param name="Median">Half of the answers came faster.</param>
/// <param name="Percentile95">Nineteen in twenty came faster.</param>
/// <param name="Max">The slowest.</param>
public sealed record LatencyStatistics(TimeSpan Mean, TimeSpan Median, TimeSpan Percentile95, TimeSpan Max)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"median {Milliseconds(Median)}, mean {Milliseconds(Mean)}, 95 % within {Milliseconds(Percentile95)}, "
            + $"at most {Milliseconds(Max)}");

    private static string Milliseconds(TimeSpan time)
        => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.#} ms");
}
