using System.Text.Json;
using OpenAIFineTune.Data;
using OpenAIFineTune.Data.Checking;
using OpenAIFineTune.Data.Examples;
using OpenAIFineTune.Data.Reading;
using OpenAIFineTune.Data.Reading.Rows;
using OpenAIFineTune.Tests.Data.Reading.Rows;

namespace OpenAIFineTune.Tests.Data.Examples;

public sealed class RowExamplesTests : IDisposable
{
    private static readonly string[] s_pairs = ["prompt", "preferred", "non_preferred"];

    private readonly string _folder = Directory.CreateTempSubdirectory("finetune-").FullName;
    private readonly List<FineTuneDataIssue> _issues = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("yes", " yes ", true)]
    [InlineData("\tyes", "yes", true)]
    [InlineData("yes", "Yes", false)]
    public void Answers_that_differ_in_outer_blanks_alone_are_the_same(string better, string worse, bool expected)
    {
        Read(new ListRowSource(s_pairs, ["q", better, worse]), new ExampleColumns(), FineTuneFormat.Preference);

        Assert.Equal(expected, _issues.Any(issue => issue.Rule == "SameAnswers"));
    }

    [Fact]
    public void Pairs_that_answer_nothing_are_refused()
    {
        FineTuneException refused = Assert.Throws<FineTuneException>(
            () => Prepare(new ListRowSource(s_pairs, ["", "a", "b"], [" ", "c", "d"]), new ExampleColumns()));

        Assert.Equal("EmptyInput", refused.ErrorId);
        Assert.Contains("neither a prompt nor a system message: 2", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pairs_that_answer_a_system_message_are_written_and_the_others_left_out()
    {
        ListRowSource rows = new([.. s_pairs, "sys"], ["", "a", "b", "Be short."], ["", "c", "d", ""], ["", "e", "f", null]);

        FineTuneDataset dataset = Prepare(rows, new ExampleColumns { SystemMessage = "sys" });

        string line = Assert.Single(File.ReadAllLines(dataset.TrainingFile!));
        using JsonDocument document = JsonDocument.Parse(line);
        Assert.Empty(LineCheck.Of(document.RootElement, FineTuneFormat.Preference, default));
        Assert.Equal(2, Assert.Single(dataset.Remediations).Count);
    }

    [Fact]
    public void A_system_message_that_is_not_written_is_told_once()
    {
        ListRowSource rows = new(["prompt", "completion"], ["q", "a"], ["r", "b"]);

        Read(rows, new ExampleColumns { SystemMessage = "Be short." }, FineTuneFormat.PromptCompletion);
        Read(new ListRowSource(["messages"]), new ExampleColumns { SystemMessage = "Be short." }, FineTuneFormat.Chat);
        Read(rows, new ExampleColumns { SystemMessage = "Be short." }, FineTuneFormat.Chat);

        Assert.Equal(["SystemMessageIgnored", "SystemMessageIgnored"], _issues.Select(issue => issue.Rule));
    }

    [Fact]
    public void Conversations_that_answer_the_same_in_two_ways_contradict_each_other()
    {
        string path = Path.Combine(_folder, "chat.jsonl");
        string[] answers = ["yes", "no"];
        File.WriteAllLines(path, answers.Select(answer =>
            $$"""{"messages":[{"role":"user","content":"Is it?"},{"role":"assistant","content":"{{answer}}"}]}"""));

        FineTuneDataset dataset = Prepare(
            RowSources.Open(path, ReadingOptions.Default),
            new ExampleColumns(), FineTuneFormat.Chat);

        Assert.Contains(dataset.Issues, issue => issue.Rule == "Contradiction" && issue.Message.Contains("chat.jsonl:2", StringComparison.Ordinal));
    }

    private void Read(IRowSource rows, ExampleColumns columns, FineTuneFormat format)
        => Assert.NotNull(ReadExample.All(new RowExamples(rows, columns, format), _issues));

    private FineTuneDataset Prepare(
        IRowSource rows, ExampleColumns columns, FineTuneFormat format = FineTuneFormat.Preference)
        => new DatasetPreparer(new DatasetOptions { Format = format, OutputPath = Path.Combine(_folder, "out"), NoValidation = true })
            .Prepare(new RowExamples(rows, columns, format), CancellationToken.None);
}
