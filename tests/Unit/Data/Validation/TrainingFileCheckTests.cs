using OpenAIFineTune.Data.Validation;
using OpenAIFineTune.Tests.Data.Reading;

namespace OpenAIFineTune.Tests.Data.Validation;

public sealed class TrainingFileCheckTests : IDisposable
{
    private readonly InputFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{"prompt":"a\ud800","completion":"b"}""", "LoneSurrogate")]
    [InlineData("""{"prompt":"a","completion":"b","\udc00":1}""", "LoneSurrogate")]
    [InlineData("""{"prompt":"a","completion":"b\u0000"}""", "InvalidText")]
    [InlineData("""{"prompt":"a"}""", "MissingKey")]
    [InlineData("""{"prompt":"a","completion":" "}""", "EmptyCompletion")]
    public void A_bad_line_is_told_and_the_others_are_checked(string line, string rule)
    {
        IEnumerable<string> good = Enumerable.Range(0, 12).Select(i => $$"""{"prompt":"q{{i}}","completion":"a{{i}}"}""");

        FineTuneDataIssue issue = Assert.Single(Check([line, .. good]));

        Assert.Equal((rule, 1, FineTuneSeverity.Error), (issue.Rule, issue.Line, issue.Severity));
    }

    [Fact]
    public void A_pair_of_equal_answers_is_a_warning()
    {
        IEnumerable<string> pairs = Enumerable.Range(0, 12).Select(i => Pair($"q{i}", "good", i == 4 ? "good" : "bad"));

        FineTuneDataIssue issue = Assert.Single(Check([.. pairs]));

        Assert.Equal(("SameAnswers", 5, FineTuneSeverity.Warning), (issue.Rule, issue.Line, issue.Severity));
    }

    private static string Pair(string question, string better, string worse)
        => "{\"input\":{\"messages\":[" + Message("user", question) + "]},\"preferred_output\":[" + Message("assistant", better)
            + "],\"non_preferred_output\":[" + Message("assistant", worse) + "]}";

    private static string Message(string role, string content) => $$"""{"role":"{{role}}","content":"{{content}}"}""";

    private List<FineTuneDataIssue> Check(string[] lines)
        => [.. new TrainingFileCheck(null).Check(
            _folder.Write("a.jsonl", string.Join("\n", lines) + "\n"), isValidation: false, CancellationToken.None)];
}
