using OpenAIFineTune.Api.Completions;
using OpenAIFineTune.Api.Jobs;

namespace OpenAIFineTune.Tests.Api.Completions;

public sealed class PromptFormatTests
{
    [Theory]
    [InlineData("ft:local-baseline:me:triage:abc", CompletionEndpoint.Completions)]
    [InlineData("local-baseline", CompletionEndpoint.Completions)]
    [InlineData("curie:ft-acme-2021-12-01-10-00-00", CompletionEndpoint.Completions)]
    [InlineData("ft:babbage-002:acme::x", CompletionEndpoint.Completions)]
    [InlineData("davinci-002", CompletionEndpoint.Completions)]
    [InlineData("ft:gpt-4.1-mini-2025-04-14:acme:triage:x", CompletionEndpoint.Chat)]
    [InlineData("gpt-4.1-2025-04-14.ft-0123abcd", CompletionEndpoint.Chat)]
    [InlineData("my-deployment", CompletionEndpoint.Chat)]
    [InlineData("ft:", CompletionEndpoint.Chat)]
    public void The_name_tells_the_endpoint(string model, CompletionEndpoint expected)
        => Assert.Equal(expected, PromptFormat.Of(model, job: null).Endpoint);

    [Fact]
    public void The_jobs_notes_tell_separator_and_stop_sequence()
    {
        PromptFormat format = PromptFormat.Of("my-model", Job("\n\n###\n\n", " END"));

        Assert.Equal(CompletionEndpoint.Completions, format.Endpoint);
        Assert.Equal("Where?\n\n###\n\n", format.Apply("Where?"));
        Assert.Equal([" END"], format.Stop);
    }

    [Fact]
    public void A_prompt_that_ends_in_the_separator_is_left_as_it_is()
        => Assert.Equal("Where? ->", PromptFormat.Of("m", Job(" ->", "")).Apply("Where? ->"));

    private static FineTuneJob Job(string separator, string stop) => new()
    {
        Id = "ftjob-1",
        Model = "gpt-oss-20b",
        Metadata = new Dictionary<string, string>
        {
            [JobMetadata.Separator] = separator,
            [JobMetadata.StopSequence] = stop,
        },
    };
}
