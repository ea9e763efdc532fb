using OpenAIFineTune.Api;
using OpenAIFineTune.Api.Completions;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.Tests.Api.Completions;

public sealed class PromptFormatsTests
{
    private const string Found = """{"data":[{"id":"j","fine_tuned_model":"m","metadata":{"finetune_separator":" ->"} }],"has_more":false}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_look_that_failed_fails_one_prompt_and_is_made_again_for_the_next()
    {
        ScriptedService service = new ScriptedService().Fail(new HttpRequestException("reset")).Answer(200, Found);
        PromptFormats formats = Formats(service);

        _ = await Assert.ThrowsAsync<HttpRequestException>(() => formats.FindAsync(new ModelReference("m"), Cancellation));

        Assert.Equal(" ->", (await formats.FindAsync(new ModelReference("m"), Cancellation)).Separator);
        Assert.Equal(" ->", (await formats.FindAsync(new ModelReference("m"), Cancellation)).Separator);
        Assert.Equal(2, service.Requests.Count);
    }

    [Fact]
    public async Task A_job_that_is_known_and_can_not_be_read_for_a_while_is_no_reason_to_ask_without_its_notes()
    {
        PromptFormats formats = Formats(new ScriptedService().Answer(503));
        FineTunedModel model = new() { Id = "m", JobId = "j" };

        _ = await Assert.ThrowsAsync<ApiException>(() => formats.FindAsync(new ModelReference(model), Cancellation));
    }

    private static PromptFormats Formats(ScriptedService service)
        => new FineTuneClient(TestConnection.To(service, new TransportLimits { MaxRetry = 0 }), new InstantTime()).PromptFormats;
}
