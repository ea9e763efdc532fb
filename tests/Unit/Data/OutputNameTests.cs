using OpenAIFineTune.Data;

namespace OpenAIFineTune.Tests.Data;

public sealed class OutputNameTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("finetune-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string In(string name) => Path.Combine(_folder, name);

    [Theory]
    [InlineData("t_train.jsonl")]
    [InlineData("t_valid.jsonl")]
    [InlineData("link.jsonl")]
    [InlineData("again/t_train.jsonl")]
    public void An_output_is_never_one_of_the_inputs(string input)
    {
        File.WriteAllText(In("t_train.jsonl"), "{}");
        _ = File.CreateSymbolicLink(In("link.jsonl"), In("t_train.jsonl"));
        _ = Directory.CreateSymbolicLink(In("again"), _folder);

        FineTuneException failure = Assert.Throws<FineTuneException>(
            () => OutputName.EnsureNoInput(In("t"), [In("other.csv"), In(input)]));

        Assert.Equal("OutputIsInput", failure.ErrorId);
    }

    [Fact]
    public void Other_inputs_are_fine() => OutputName.EnsureNoInput(In("t"), [In("t.jsonl"), In("t_train.csv")]);
}
