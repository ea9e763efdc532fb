using OpenAIFineTune.Data.Checking;
using OpenAIFineTune.Data.Examples;
using OpenAIFineTune.Data.Reading;
using OpenAIFineTune.Data.Reading.Rows;
using OpenAIFineTune.Tests.Data.Reading;

namespace OpenAIFineTune.Tests.Data.Examples;

/// <summary>The shapes that examples come in.</summary>
public sealed class ExampleShapesTests : IDisposable
{
    private readonly InputFolder _folder = new();
    private readonly List<FineTuneDataIssue> _issues = [];

    public void Dispose() => _folder.Dispose();

    private List<ReadExample> Read(string name, string text, FineTuneFormat format, ExampleColumns? columns = null)
    {
        using IRowSource rows = RowSources.Open(_folder.Write(name, text), ReadingOptions.Default);
        return ReadExample.All(new RowExamples(rows, columns ?? new(), format), _issues);
    }

    private string LineOf(string line) => Assert.Single(Read("a.jsonl", line + "\n", FineTuneFormat.Chat)).Line;

    [Fact]
    public void ShareGPT_conversations_become_chats()
    {
        string line = LineOf(
            """{"id":"7","system":"Be short.","conversations":[{"from":"human","value":"Hé?"},{"from":"gpt","value":"Yes."}]}""");

        Assert.Equal(
            """{"messages":[{"role":"system","content":"Be short."},{"role":"user","content":"Hé?"},{"role":"assistant","content":"Yes."}]}""",
            line);
        FineTuneDataIssue issue = Assert.Single(_issues);
        Assert.Equal(("KeyLeftOut", FineTuneSeverity.Information), (issue.Rule, issue.Severity));
    }

    [Fact]
    public void Turns_of_an_unknown_speaker_are_an_error_of_their_line()
    {
        Assert.Empty(Read(
            "a.jsonl", """{"conversations":[{"from":"narrator","value":"…"},{"from":"gpt","value":"Yes."}]}""", FineTuneFormat.Chat));
        Assert.Contains(_issues, issue => issue.Rule == "UnknownRole" && issue.Message.Contains("narrator"));
    }

    [Theory]
    [InlineData("""{"messages":[{"role":"user","content":"a"}]}""", FineTuneFormat.Chat)]
    [InlineData("""{"conversations":[{"from":"human","value":"a"}]}""", FineTuneFormat.Chat)]
    [InlineData("""{"conversations":"c","prompt":"p"}""", null)]
    public void The_keys_tell_the_format(string line, FineTuneFormat? format)
    {
        using IRowSource rows = RowSources.Open(_folder.Write("a.jsonl", line), ReadingOptions.Default);

        Assert.Equal(format, ConversationFormat.Of(rows.Columns));
    }

    [Theory]
    [InlineData("a.csv", "instruction,input,output\nAdd.,1 + 2,3\nGreet.,,Hello\n")]
    [InlineData("a.json", """[{"instruction":"Add.","input":"1 + 2","output":3},{"instruction":"Greet.","output":"Hello"}]""")]
    public void Alpaca_rows_are_asked_with_their_input(string name, string text)
    {
        List<ReadExample> examples = Read(name, text, FineTuneFormat.PromptCompletion);

        Assert.Equal([("Add.\n\n1 + 2", "3"), ("Greet.", "Hello")], examples.Select(example => (example.Prompt, example.Completion)));
        Assert.Empty(_issues);
    }

    [Fact]
    public void Named_columns_go_before_those_of_Alpaca()
    {
        ExampleColumns named = new() { Prompt = "input", Completion = "output" };

        Assert.Equal("x", Assert.Single(Read("a.csv", "instruction,input,output\ni,x,o\n", FineTuneFormat.PromptCompletion, named)).Prompt);
    }

    [Fact]
    public void Lines_for_reinforcement_keep_their_keys()
    {
        const string Line = """{"messages":[{"role":"developer","content":"Count."},{"role":"user","content":"aa"}],"answer":{"n":2},"level":1}""";

        Assert.Equal(Line, LineOf(Line));
        Assert.Empty(_issues);
    }

    [Fact]
    public void A_chat_without_an_answer_is_no_line_for_reinforcement()
    {
        Assert.Empty(Read("a.jsonl", """{"messages":[{"role":"user","content":"aa"}]}""", FineTuneFormat.Chat));
        Assert.Contains(_issues, issue => issue.Rule == "MissingAssistant");
    }

    [Fact]
    public void A_wrong_role_in_a_line_for_reinforcement_is_an_error()
    {
        Assert.Empty(Read(
            "a.jsonl", """{"messages":[{"role":"wizard","content":"a"},{"role":"user","content":"b"}],"answer":1}""", FineTuneFormat.Chat));
        Assert.Equal(["UnknownRole"], _issues.Select(issue => issue.Rule));
    }
}
