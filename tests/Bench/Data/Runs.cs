namespace OpenAIFineTune.Bench;

/// <summary>What the runs of a case took; each figure is the worst of them.</summary>
internal sealed class Runs
{
    private readonly List<(double Seconds, double Megabytes)> _runs = [];

    public double Seconds => _runs.Max(run => run.Seconds);

    public double Megabytes => _runs.Max(run => run.Megabytes);

    public void Add((double Seconds, double Megabytes) run) => _runs.Add(run);

    /// <summary>The worst ratio to what the other took in the same round, or in its last.</summary>
    public double RatioTo(Runs other)
        => _runs.Zip(other._runs.Concat(Enumerable.Repeat(other._runs[^1], _runs.Count)))
            .Max(pair => pair.First.Seconds / pair.Second.Seconds);
}
