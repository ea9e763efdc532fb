namespace OpenAIFineTune.Tests;

public sealed class ModelNameTests
{
    [Theory]
    [InlineData("babbage-002.ft-abc", true)]
    [InlineData("Davinci", true)]
    [InlineData("ft:davinci-002:acme::x:ckpt-step-10", true)]
    [InlineData("curie:ft-acme-2021-12-01-10-00-00", true)]
    [InlineData("gpt-3.5-turbo-instruct", true)]
    [InlineData("gpt-4.1-2025-04-14.ft-0123abcd", false)]
    [InlineData("davinci-codex", false)]
    [InlineData("ft:", false)]
    public void The_name_tells_whether_a_model_completes_or_converses(string name, bool expected)
        => Assert.Equal(expected, ModelName.Completes(name));
}
