namespace OpenAIFineTune.Tests.Data.Rules;

public sealed class DatasetFindingsTests : IDisposable
{
    private readonly Preparation _preparation = new();

    public void Dispose() => _preparation.Dispose();

    [Theory]
    [InlineData(9, "TooFewExamples", FineTuneSeverity.Error)]
    [InlineData(10, "FewExamples", FineTuneSeverity.Information)]
    [InlineData(99, "FewExamples", FineTuneSeverity.Information)]
    [InlineData(100, null, null)]
    public void Ten_examples_are_the_least_and_a_hundred_are_no_longer_few(int count, string? rule, FineTuneSeverity? severity)
    {
        _preparation.Run(Enumerable.Range(0, count).Select(i => ($"question {i}", $"answer {i}!")));

        FineTuneDataIssue? issue = _preparation.Issues.SingleOrDefault(issue => issue.Rule.EndsWith("Examples", StringComparison.Ordinal));
        Assert.Equal((rule, severity), (issue?.Rule, issue?.Severity));
    }
}
