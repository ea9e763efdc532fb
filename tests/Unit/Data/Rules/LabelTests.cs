using OpenAIFineTune.Data;
using OpenAIFineTune.Data.Rules;
using OpenAIFineTune.Protocol.Labels;

namespace OpenAIFineTune.Tests.Data.Rules;

/// <summary>What the rules do, and don't do, to labels.</summary>
public sealed class LabelTests : IDisposable
{
    private readonly Preparation _preparation = new();

    public void Dispose() => _preparation.Dispose();

    [Theory]
    [InlineData("Team Billing", "Team Shipping")]
    [InlineData("Sports clubs", "Sports news")]
    [InlineData("class 1", "class 2")]
    public void Labels_keep_the_words_that_they_share(string one, string other)
    {
        FineTuneDataset dataset = _preparation.Run(Labelled(40, one, other));

        Assert.Equal([" " + one, " " + other], Preparation.Rows(dataset).Select(row => row.Completion).Distinct().Order());
        Assert.Equal(" " + one, dataset.PositiveClass);
    }

    [Fact]
    public void More_labels_than_fit_into_sixteen_bits_are_labels_too()
    {
        const int Labels = 70_000;
        FineTuneDataset dataset = _preparation.Run(
            Enumerable.Range(0, 4 * Labels).Select(i => ($"question {i}", $"label {i % Labels}")), new DatasetOptions { NoValidation = true });

        Assert.Equal((FineTuneTaskType.Classification, Labels), (dataset.TaskType, dataset.ClassCount));
    }

    [Theory]
    [InlineData(30, 10, false)]
    [InlineData(31, 10, true)]
    [InlineData(3, 1, false)]
    [InlineData(4, 1, true)]
    public void Labels_are_fewer_than_a_third_of_the_examples(int examples, int labels, bool expected)
    {
        Assert.Equal(expected, Classification.Has(labels, examples));
        Assert.Equal(expected, Classification.Has([.. Enumerable.Range(0, examples).Select(i => $"{i % labels}")]));
    }

    [Fact]
    public void One_label_that_is_written_in_several_ways_is_found()
    {
        _preparation.Run(Labelled(60, "yes", "no", "Yes", "yes  ", "maybe  so", "Maybe so"));

        FineTuneDataIssue issue = Assert.Single(_preparation.Issues, issue => issue.Rule == "SimilarLabels");
        Assert.Equal(FineTuneSeverity.Warning, issue.Severity);
        Assert.Contains("'yes' and 'Yes', 'yes' and 'yes  ', 'maybe  so' and 'Maybe so'", issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Different_labels_and_texts_are_not_called_similar()
    {
        _preparation.Run(Labelled(40, "yes", "no"));
        _preparation.Run([("a", "Hello you!"), ("b", "hello you!"), ("c", "other?")]);

        Assert.DoesNotContain(_preparation.Issues, issue => issue.Rule == "SimilarLabels");
    }

    [Fact]
    public void Prompts_with_several_answers_are_found_where_they_are()
    {
        (string, string)[] texts = [.. Labelled(40, "yes", "no"), ("question 0!", "no"), ("question 3!", "yes"), ("question 0!", "yes")];

        _preparation.Run(texts);

        FineTuneDataIssue issue = Assert.Single(_preparation.Issues, issue => issue.Rule == "Contradiction");
        Assert.Contains("of 2 examples", issue.Message, StringComparison.Ordinal);
        Assert.Contains("list.csv:42, list.csv:43.", issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_repeat_contradicts_nothing_also_where_repeats_stay()
    {
        DatasetOptions options = new() { SkipRules = new HashSet<string> { RuleNames.Duplicate } };

        _preparation.Run([("a", "one"), ("a", "one"), ("a", "one"), ("b", "two!")], options);

        Assert.DoesNotContain(_preparation.Issues, issue => issue.Rule == "Contradiction");
    }

    [Fact]
    public void Repeats_that_differ_in_case_do_not_keep_the_other_answers_in_capitals()
    {
        FineTuneDataset dataset = _preparation.Run(
            [("a", "PLEASE HOLD"), ("A", "Please hold"), ("b", "GO HOME"), ("c", "STAY WHERE YOU ARE!"), ("d", "Go home")],
            new DatasetOptions { NoValidation = true });

        Assert.Contains(("b ->", " go home\n"), Preparation.Rows(dataset));
        Assert.Contains(dataset.Remediations, done => done.Rule == "UpperCaseCompletion");
    }

    [Fact]
    public void Single_words_keep_their_case_where_different_prompts_have_them()
    {
        FineTuneDataset dataset = _preparation.Run(
            [("big", "A"), ("small", "a"), ("other", "B"), ("more", "CD")], new DatasetOptions { NoValidation = true });

        Assert.DoesNotContain(dataset.Remediations, done => done.Rule == "UpperCaseCompletion");
    }

    private static IEnumerable<(string Prompt, string Completion)> Labelled(int count, params string[] labels)
        => Enumerable.Range(0, count).Select(i => ($"question {i}!", labels[i % labels.Length]));
}
