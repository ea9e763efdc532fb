using OpenAIFineTune.Asking;

namespace OpenAIFineTune.Tests.Asking;

public sealed class EvaluationReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("evaluation-").FullName;
    private readonly List<FineTuneException> _faults = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void ReadsPromptsAndCompletions()
    {
        EvaluationExample example = Assert.Single(Read("""{"prompt": "Hi\n\n###\n\n", "completion": " ham END"}"""));
        Assert.Equal(new EvaluationExample(1, "Hi\n\n###\n\n", " ham END"), example);
    }

    [Fact]
    public void ReadsAConversationUpToItsLastAnswer()
    {
        EvaluationExample example = Assert.Single(Read(
            """
            {"messages": [{"role": "system", "content": "Sort."},
              {"role": "user", "content": "Hi"}, {"role": "assistant", "content": "ham"}]}
            """));
        Assert.Equal(("Hi", "ham"), (example.Prompt, example.Completion));
        Assert.Equal(["Sort.", "Hi"], example.Messages!.Select(message => message.Text));
    }

    [Fact]
    public void ReadsThePreferredAnswer()
    {
        EvaluationExample example = Assert.Single(Read(
            """
            {"input": {"messages": [{"role": "user", "content": "Hi"}]},
              "preferred_output": [{"role": "assistant", "content": "good"}],
              "non_preferred_output": [{"role": "assistant", "content": "bad"}]}
            """));
        Assert.Equal(("Hi", "good"), (example.Prompt, example.Completion));
    }

    [Theory]
    [InlineData("{\"prompt\": \"x\"}")]
    [InlineData("{\"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}]}")]
    [InlineData("{\"messages\": [\"Hi\"]}")]
    [InlineData("{\"messages\": [{\"role\": \"assistant\", \"content\": \"Hi\"}]}")]
    [InlineData("{\"prompt\": }")]
    public void ALineThatIsNoExampleIsReportedAndTheRestGoesOn(string line)
    {
        IReadOnlyList<EvaluationExample> examples = Read(line + "\n" + """{"prompt": "a", "completion": "b"}""");
        Assert.Equal(2, Assert.Single(examples).Line);
        FineTuneException fault = Assert.Single(_faults);
        Assert.Equal("InvalidExample", fault.ErrorId);
        Assert.EndsWith("valid.jsonl:1", (string)fault.Target!, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileWithoutExamplesIsAnError()
        => Assert.Equal("EmptyInput", Assert.Throws<FineTuneException>(() => Read("""{"prompt": "a"}""")).ErrorId);

    private IReadOnlyList<EvaluationExample> Read(string content)
    {
        string path = Path.Combine(_folder, "valid.jsonl");
        File.WriteAllText(path, content);
        return EvaluationReader.Read(path, _faults.Add, CancellationToken.None);
    }
}
