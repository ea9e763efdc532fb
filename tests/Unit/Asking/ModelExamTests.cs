using OpenAIFineTune.Api;
using OpenAIFineTune.Api.Completions;
using OpenAIFineTune.Asking;
using OpenAIFineTune.Services;
using OpenAIFineTune.Tests.Api;

namespace OpenAIFineTune.Tests.Asking;

public sealed class ModelExamTests
{
    private readonly ScriptedService _service = new();
    private readonly Measurement _measurement = new("m", "valid.jsonl", FineTuneTaskType.Classification);

    [Fact]
    public async Task What_has_no_answer_is_told_and_the_rest_is_measured()
    {
        _ = _service.Answer(200, """{"choices":[{"text":" ham END"}]}""")
            .Answer(400, """{"error":{"message":"Too long."}}""")
            .Answer(200, """{"choices":[{"text":" spam"}]}""");

        Exception?[] failures = await RunAsync();

        IEnumerable<string?> ids = failures.Select(failure => (failure as FineTuneException)?.ErrorId);
        Assert.Equal([null, "RequestRejected", null], ids);
        FineTunedModelMeasurement result = _measurement.Finish("here");
        Assert.Equal((2, 0.5), (result.AnsweredCount, result.Accuracy));
        MeasuredAnswer mistake = Assert.Single(result.Mistakes);
        Assert.Equal(("3", "ham", "spam"), (mistake.Prompt, mistake.Expected, mistake.Answer));
        Assert.All(_service.Bodies, body => Assert.Contains("\"max_tokens\":16", body, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(404)]
    public async Task What_every_prompt_would_meet_ends_it(int status)
    {
        _ = _service.Answer(status, """{"error":{"message":"No."}}""");

        _ = await Assert.ThrowsAsync<ApiException>(RunAsync);

        _ = Assert.Single(_service.Requests);
    }

    private async Task<Exception?[]> RunAsync()
    {
        PromptFormat format = new("m", CompletionEndpoint.Completions) { Separator = " ->", Stop = [" END"] };
        FineTuneConnection connection = TestConnection.To(_service, new TransportLimits { MaxRetry = 0 });
        FineTuneClient client = new(connection, new InstantTime());
        ModelExam exam = new(client, format, _measurement) { Settings = new CompletionSettings() };
        EvaluationExample[] examples =
            [.. Enumerable.Range(1, 3).Select(i => new EvaluationExample(i, $"{i} ->", " ham END"))];
        return await exam.RunAsync(examples, TestContext.Current.CancellationToken)
            .ToArrayAsync(TestContext.Current.CancellationToken);
    }
}
