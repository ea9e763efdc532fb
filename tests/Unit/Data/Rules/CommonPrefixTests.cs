namespace OpenAIFineTune.Tests.Data.Rules;

/// <summary>How much of what all answers begin with is taken off.</summary>
public sealed class CommonPrefixTests : IDisposable
{
    private readonly Preparation _preparation = new();

    public void Dispose() => _preparation.Dispose();

    [Theory]
    [InlineData("{{\"team\": \"T{0}\", \"priority\": {0}}}", "{{\"team\": \"T{0}\", \"priority\": {0}}}")]
    [InlineData("Teams are [T{0}, U{0}]", "[T{0}, U{0}]")]
    [InlineData("Team (the best): T{0}", "T{0}")]
    public void A_bracket_is_not_cut_off_from_its_partner(string written, string expected)
    {
        FineTuneDataset dataset = _preparation.Run(Answers(written).Select((answer, i) => ($"unit {i}", answer)));

        Assert.Equal(
            Answers(expected).Select(answer => $" {answer}\n").Order(StringComparer.Ordinal),
            Preparation.Rows(dataset).Select(row => row.Completion).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Answers(string format)
        => Enumerable.Range(0, 12).Select(i => string.Format(null, format, i));
}
