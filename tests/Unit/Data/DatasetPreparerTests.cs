using OpenAIFineTune.Data;
using OpenAIFineTune.Data.Rules;

namespace OpenAIFineTune.Tests.Data;

public sealed class DatasetPreparerTests : IDisposable
{
    private readonly Preparation _preparation = new();

    public void Dispose() => _preparation.Dispose();

    [Fact]
    public void Each_label_has_its_share_of_the_validation_part_and_none_loses_its_last_example()
    {
        List<(string Prompt, string Completion)> texts = [];
        for (int i = 0; i < 100; i++)
        {
            texts.Add(($"question {i}!", i < 70 ? "often" : i < 99 ? "seldom" : "once"));
        }

        FineTuneDataset dataset = _preparation.Run(texts);

        IReadOnlyList<(string Prompt, string Completion)> validation = GoldenCase.RowsOf([dataset.ValidationFile!]);
        Assert.Equal(FineTuneTaskType.Classification, dataset.TaskType);
        Assert.Equal(14, validation.Count(row => row.Completion == " often"));
        Assert.Equal(6, validation.Count(row => row.Completion == " seldom"));
        Assert.Equal(20, validation.Count);
    }

    [Fact]
    public void Of_two_labels_the_more_frequent_is_the_positive_one()
    {
        FineTuneDataset dataset = _preparation.Run(Enumerable.Range(0, 30).Select(i => ($"item {i}.", i % 3 == 0 ? "rare" : "common")));

        Assert.Equal(2, dataset.ClassCount);
        Assert.Equal(" common", dataset.PositiveClass);
    }

    [Fact]
    public void Another_seed_chooses_others_and_the_same_seed_the_same()
    {
        (string, string)[] texts = [.. Enumerable.Range(0, 50).Select(i => ($"q{i}", $"answer {i}"))];

        string[] first = File.ReadAllLines(_preparation.Run(texts).ValidationFile!);

        Assert.Equal(first, File.ReadAllLines(_preparation.Run(texts).ValidationFile!));
        Assert.NotEqual(first, File.ReadAllLines(_preparation.Run(texts, new DatasetOptions { Seed = 7 }).ValidationFile!));
    }

    [Fact]
    public void A_declined_rule_is_not_applied_and_is_reported_so()
    {
        DatasetPreparer preparer = new(new DatasetOptions { OutputPath = _preparation.PathOf("out"), NoValidation = true })
        {
            Approves = rule => rule.Rule != RuleNames.Duplicate,
        };

        FineTuneDataset dataset = preparer.Prepare(
            new ListExamples([("a", "one"), ("a", "one"), ("b", "two!")]), CancellationToken.None);

        Assert.Equal(3, dataset.ExampleCount);
        FineTuneRemediation duplicate = Assert.Single(dataset.Remediations, done => done.Rule == RuleNames.Duplicate);
        Assert.False(duplicate.Applied);
        Assert.Equal(["list.csv:3"], duplicate.FirstRows);
    }

    [Fact]
    public void A_run_that_is_stopped_leaves_nothing_behind()
    {
        using CancellationTokenSource stop = new();
        DatasetPreparer preparer = new(new DatasetOptions { OutputPath = _preparation.PathOf("out") })
        {
            ApprovesWriting = _ =>
            {
                stop.Cancel();
                return true;
            },
        };

        Assert.ThrowsAny<OperationCanceledException>(
            () => preparer.Prepare(new ListExamples([("a", "one"), ("b", "two!")]), stop.Token));
        Assert.Empty(_preparation.Files);
    }

    [Fact]
    public void Other_content_is_kept_unless_forced_and_no_temporary_file_stays()
    {
        DatasetOptions options = new() { OutputPath = _preparation.PathOf("out") };
        File.WriteAllText(_preparation.PathOf("out_valid.jsonl"), "mine");
        ListExamples examples = new([("a", "one"), ("b", "two!"), ("c", "three")]);

        FineTuneException refused = Assert.Throws<FineTuneException>(
            () => new DatasetPreparer(options).Prepare(examples, CancellationToken.None));

        Assert.Equal("FileExists", refused.ErrorId);
        Assert.Equal(["out_valid.jsonl"], _preparation.Files);
        _ = new DatasetPreparer(options with { Force = true }).Prepare(examples, CancellationToken.None);
        Assert.Equal(["out_train.jsonl", "out_valid.jsonl"], _preparation.Files);
    }

    [Fact]
    public void Special_tokens_are_taken_out()
    {
        FineTuneDataset dataset = _preparation.Run(
            [("a<|endof<|im_start|>text|>", "one<|endoftext|>"), ("b", "two!")], new DatasetOptions { NoValidation = true });

        Assert.Equal([("a ->", " one\n"), ("b ->", " two!\n")], Preparation.Rows(dataset));
        Assert.Equal(1, Assert.Single(dataset.Remediations, done => done.Rule == "SpecialToken").Count);
    }

    [Fact]
    public void Only_what_json_demands_is_escaped()
    {
        FineTuneDataset dataset = _preparation.Run(
            [("a/é😀\u2028\"\\\u0001\u007f", "one\t\b"), ("b", "two!")], new DatasetOptions { NoValidation = true });

        Assert.Equal(
            "{\"prompt\":\"a/é😀\u2028\\\"\\\\\\u0001\u007f ->\",\"completion\":\" one\\t\\b\\n\"}\n",
            File.ReadAllText(dataset.TrainingFile!).Split('\n')[0] + "\n");
        Assert.Equal((byte)'{', File.ReadAllBytes(dataset.TrainingFile!)[0]);
    }

    [Fact]
    public void Ten_thousand_rows_with_a_long_common_prefix_take_linear_time()
    {
        string prefix = string.Concat(Enumerable.Repeat("word ", 400));

        FineTuneDataset dataset = _preparation.Run(Enumerable.Range(0, 10_000).Select(i => (prefix + $"x{i}", $"answer {i}")));

        Assert.Contains(dataset.Remediations, done => done.Rule == "CommonPromptPrefix");
        Assert.Equal(1000, dataset.ValidationCount);
    }
}
