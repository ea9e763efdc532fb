namespace OpenAIFineTune.Tests;

public sealed class FineTuneDataIssueTests
{
    [Theory]
    [InlineData("a.csv", 3L, "a.csv:3: R: M")]
    [InlineData(null, 3L, "row 3: R: M")]
    [InlineData("a.csv", null, "R: M")]
    public void An_issue_says_where_it_is(string? path, long? line, string text)
        => Assert.Equal(text, new FineTuneDataIssue { Rule = "R", Path = path, Line = line, Message = "M" }.ToString());
}
