using FsCheck;
using FsCheck.Fluent;
using OpenAIFineTune.Data;

namespace OpenAIFineTune.Tests.Data;

/// <summary>What must hold for any data.</summary>
public sealed class DatasetPropertyTests : IDisposable
{
    private static readonly DatasetOptions s_single = new() { NoValidation = true };

    // Pieces of which all rules, and their quarrels with one another, are made.
    private static readonly string[] s_pieces =
    [
        "", " ", "a", "A", "YES", "yes", "no", "x1", "\n", ".", " ->", "->", "\n\n###\n\n", "###", " END", "*", "***", "+", "&&&",
        "Answer: ", "Please answer the question: ", "<|endoftext|>", "<|", "|>", "é", "İ", "Σ", "가", "😀", "e\u0301", "?", "9", "-", "$", "%%%",
        "\t", "\r\n", "\u00A0", " [END]", "\"", "\\", " =>", ">", "? Answer:", "\n", "\nAnswer:", " STOP", "。", " ###\n", "|",
    ];

    private readonly Preparation _preparation = new();

    private static Gen<string> Text => Gen.Elements(s_pieces).ArrayOf().Resize(4).Select(string.Concat);

    // Often all rows share a beginning and an end, which several rules are about.
    private static Arbitrary<(string Prompt, string Completion)[]> Data
        => (from shared in Text.ArrayOf(4)
            from rows in Text.Zip(Text).ArrayOf().Resize(12)
            select rows.Select(row => (shared[0] + row.Item1 + shared[1], shared[2] + row.Item2 + shared[3])).ToArray())
            .ToArbitrary();

    public void Dispose() => _preparation.Dispose();

    [Fact]
    public void Running_the_output_through_again_changes_nothing() => Prop.ForAll(Data, texts =>
    {
        if (TryRun(texts, s_single) is not FineTuneDataset first)
        {
            return;
        }

        IReadOnlyList<(string Prompt, string Completion)> rows = Preparation.Rows(first);
        FineTuneDataset? second = TryRun(rows, s_single);

        Assert.NotNull(second);
        Assert.Equal(rows, Preparation.Rows(second));
        Assert.Equal(first.TaskType, second.TaskType);
        Assert.Empty(second.Remediations);
    }).CheckSeeded(times: 300);

    [Fact]
    public void Every_example_is_written_or_counted_as_left_out() => Prop.ForAll(Data, texts =>
    {
        if (TryRun(texts, s_single) is FineTuneDataset dataset)
        {
            string[] leaving = ["EmptyCompletion", "EmptyPrompt", "Duplicate", "LongExample"];
            long leftOut = dataset.Remediations.Where(done => leaving.Contains(done.Rule)).Sum(done => done.Count);

            Assert.Equal(texts.Length, dataset.ExampleCount + leftOut);
            Assert.Equal(dataset.ExampleCount, Preparation.Rows(dataset).Count);
        }
    }).CheckSeeded(times: 300);

    [Fact]
    public void Without_rules_every_text_comes_out_as_it_went_in() => Prop.ForAll(Data, texts =>
    {
        DatasetOptions options = s_single with { SkipRules = OpenAIFineTune.Data.Rules.RuleList.Names.ToHashSet() };
        if (texts.Length > 0)
        {
            Assert.Equal(texts.Order(), Preparation.Rows(_preparation.Run(texts, options)));
        }
    }).CheckSeeded(times: 300);

    [Fact]
    public void The_split_is_exact_disjoint_and_the_same_every_time() => Prop.ForAll(Data, texts =>
    {
        if (TryRun(texts, new DatasetOptions()) is FineTuneDataset dataset)
        {
            FineTuneDataset again = _preparation.Run(texts);
            string[] training = File.ReadAllLines(dataset.TrainingFile!);
            string[] validation = dataset.ValidationFile is null ? [] : File.ReadAllLines(dataset.ValidationFile);

            Assert.Equal(training.Length, dataset.TrainingCount);
            Assert.Equal(dataset.ExampleCount < 2 ? 0 : (dataset.ExampleCount + 4) / 5, validation.Length);
            Assert.Empty(training.Intersect(validation));
            Assert.Equal(training, File.ReadAllLines(again.TrainingFile!));
        }
    }).CheckSeeded(times: 300);

    private FineTuneDataset? TryRun(IEnumerable<(string Prompt, string Completion)> texts, DatasetOptions options)
    {
        try
        {
            return _preparation.Run(texts, options);
        }
        catch (FineTuneException e) when (e.ErrorId is "EmptyInput" or "NothingToLearn")
        {
            return null;
        }
    }
}
