using OpenAIFineTune.Api;
using OpenAIFineTune.Api.Completions;
using OpenAIFineTune.Asking;
using OpenAIFineTune.Services;
using OpenAIFineTune.Tests.Api;

namespace OpenAIFineTune.Tests.Asking;

public sealed class PromptFormatsTests
{
    private const string Found = """{"data":[{"id":"j","fine_tuned_model":"m","metadata":{"finetune_separator":" ->"} }],"has_more":false}""";

    private readonly PromptFormats _formats = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_look_that_failed_fails_one_prompt_and_is_made_again_for_the_next()
    {
        ScriptedService service = new ScriptedService().Fail(new HttpRequestException("reset")).Answer(200, Found);
        FineTuneClient client = Client(service);

        _ = await Assert.ThrowsAsync<HttpRequestException>(() => _formats.FindAsync(new ModelReference("m"), client, Cancellation));

        Assert.Equal(" ->", (await _formats.FindAsync(new ModelReference("m"), client, Cancellation)).Separator);
        Assert.Equal(" ->", (await _formats.FindAsync(new ModelReference("m"), client, Cancellation)).Separator);
        Assert.Equal(2, service.Requests.Count);
    }

    [Fact]
    public async Task A_job_that_is_known_and_can_not_be_read_for_a_while_is_no_reason_to_ask_without_its_notes()
    {
        FineTuneClient client = Client(new ScriptedService().Answer(503));
        FineTunedModel model = new() { Id = "m", JobId = "j" };

        _ = await Assert.ThrowsAsync<ApiException>(() => _formats.FindAsync(new ModelReference(model), client, Cancellation));
    }

    [Fact]
    public async Task The_job_of_a_model_is_looked_up_once()
    {
        ScriptedService service = new ScriptedService().Answer(200, """
            {"data":[{"id":"ftjob-2","fine_tuned_model":null},
            {"id":"ftjob-1","fine_tuned_model":"ft:x",
            "metadata":{"finetune_separator":" ->","finetune_stop":"\n"}}],"has_more":false}
            """);
        FineTuneClient client = Client(service);

        PromptFormat format = await _formats.FindAsync(new ModelReference("ft:x"), client, Cancellation);
        _ = await _formats.FindAsync(new ModelReference("ft:x"), client, Cancellation);

        Assert.Equal(" ->", format.Separator);
        Assert.Equal(["\n"], format.Stop);
        _ = Assert.Single(service.Requests);
    }

    [Fact]
    public async Task A_service_without_jobs_still_answers()
    {
        FineTuneClient client = Client(new ScriptedService().Answer(404, """{"error":{"message":"Not here."}}"""));

        PromptFormat format = await _formats.FindAsync(new ModelReference("m"), client, Cancellation);

        Assert.Equal(new PromptFormat("m", CompletionEndpoint.Chat) { Stop = format.Stop }, format);
    }

    private static FineTuneClient Client(ScriptedService service)
        => new(TestConnection.To(service, new TransportLimits { MaxRetry = 0 }), new InstantTime());
}
