using OpenAIFineTune.Services;

namespace OpenAIFineTune.Tests.Services;

public sealed class KnownModelsTests
{
    [Theory]
    [InlineData("davinci", "2024-01-04")]
    [InlineData("davinci:ft-acme-2023-01-01", "2024-01-04")]
    [InlineData("davinci-002", "2024-10-28")]
    [InlineData("gpt-3.5-turbo", "2026-10-23")]
    [InlineData("gpt-3.5-turbo-1106", "2026-09-28")]
    [InlineData("gpt-4o-mini-2024-07-18", "2027-01-14")]
    [InlineData("gpt-4.1-nano-2025-04-14", "2026-10-23")]
    [InlineData("gpt-4-0613", "gpt-5.6-sol")]
    [InlineData("ft:gpt-4.1-mini-2025-04-14:acme:x:1", "2027-01-14")]
    public void What_became_of_a_model_is_known(string model, string fact)
        => Assert.Contains(fact, KnownModels.Find(model)?.Note, StringComparison.Ordinal);

    [Theory]
    [InlineData("local-baseline")]
    [InlineData("gpt-40")]
    [InlineData("adagio")]
    [InlineData("")]
    public void Nothing_is_said_of_other_models(string model) => Assert.Null(KnownModels.Find(model)?.Note);

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
        => Assert.Equal(expected, KnownModels.Completes(name));
}
