using OpenAIFineTune.Api.Completions;
using OpenAIFineTune.Asking;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.Tests.Asking;

public sealed class AnswerLogTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"answers-{Guid.NewGuid():N}.jsonl");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void A_recorded_answer_is_found_again()
    {
        using (AnswerLog log = AnswerLog.Open(_path))
        {
            Assert.Null(log.Take("a", "c"));
            log.Append(0, "a", [Answer("één 한 🎫\n")]);
            log.Append(0, "b", [Answer("two")]);
        }

        using AnswerLog again = AnswerLog.Open(_path);
        Assert.Equal(2, again.Recorded);
        Assert.Equal("two", again.Take("b", "c")![0].Text);
        FineTunedCompletion first = again.Take("a", "c")![0];
        Assert.Equal("één 한 🎫\n", first.Text);
        Assert.Equal(new TokenUsage(1, 2, 3), first.Usage);
        Assert.Equal("c", first.Connection);
    }

    [Fact]
    public void Equal_requests_have_their_answers_in_turn()
    {
        using (AnswerLog log = AnswerLog.Open(_path))
        {
            log.Append(0, "a", [Answer("one")]);
            log.Append(0, "a", [Answer("two")]);
        }

        using AnswerLog again = AnswerLog.Open(_path);
        Assert.Equal("one", again.Take("a", "c")![0].Text);
        Assert.Equal("two", again.Take("a", "c")![0].Text);
        Assert.Null(again.Take("a", "c"));
    }

    [Fact]
    public void Wherever_a_write_was_cut_off_what_stood_before_is_kept_and_the_rest_goes_on()
    {
        using (AnswerLog log = AnswerLog.Open(_path))
        {
            log.Append(0, "a", [Answer("one")]);
            log.Append(0, "b", [Answer("two", 0), Answer("three", 1)]);
        }

        byte[] whole = File.ReadAllBytes(_path);
        int first = Array.IndexOf(whole, (byte)'\n') + 1;
        for (int length = 0; length <= whole.Length; length++)
        {
            File.WriteAllBytes(_path, whole[..length]);
            using (AnswerLog log = AnswerLog.Open(_path))
            {
                Assert.Equal((length >= first ? 1 : 0) + (length == whole.Length ? 1 : 0), log.Recorded);
                log.Append(0, "c", [Answer("four")]);
            }

            using AnswerLog again = AnswerLog.Open(_path);
            Assert.Equal("four", again.Take("c", "c")![0].Text);
            Assert.Equal(length == whole.Length ? 2 : null, again.Take("b", "c")?.Count);
        }
    }

    [Theory]
    [InlineData("{\"prompt\":\"a\",\"completion\":\"b\"}\n")]
    [InlineData("some text\n")]
    [InlineData("some text without an end")]
    public void A_file_that_is_something_else_is_refused_and_left_as_it_is(string content)
    {
        File.WriteAllText(_path, content);

        FineTuneException e = Assert.Throws<FineTuneException>(() => AnswerLog.Open(_path));
        Assert.Equal("FileExists", e.ErrorId);
        Assert.Equal(content, File.ReadAllText(_path));
    }

    [Fact]
    public void Two_runs_can_not_write_one_file()
    {
        using AnswerLog log = AnswerLog.Open(_path);

        _ = Assert.ThrowsAny<IOException>(() => AnswerLog.Open(_path));
    }

    [Fact]
    public void The_key_tells_every_setting_apart()
    {
        PromptFormat format = new("m", CompletionEndpoint.Chat);
        CompletionRequest request = new(format, "p");
        CompletionRequest[] others =
        [
            new(format with { Model = "n" }, "p"),
            new(format, "q"),
            new(format with { Separator = "#" }, "p"),
            request with { SystemMessage = "s" },
            request with { Settings = new CompletionSettings { Seed = 1 } },
        ];

        Assert.All(others, other => Assert.NotEqual(KeyOf(request), KeyOf(other)));
        Assert.Equal(KeyOf(request), KeyOf(new CompletionRequest(format, "p")));
    }

    private static string KeyOf(CompletionRequest request)
        => AnswerLog.KeyOf(request, ServiceProfiles.Compatible);

    private static FineTunedCompletion Answer(string text, int index = 0) => new()
    {
        Text = text,
        Prompt = "p",
        Model = "m",
        Index = index,
        Usage = new TokenUsage(1, 2, 3),
    };
}
