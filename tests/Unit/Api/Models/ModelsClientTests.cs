using Microsoft.Extensions.Time.Testing;
using OpenAIFineTune.Api;

namespace OpenAIFineTune.Tests.Api.Models;

public sealed class ModelsClientTests
{
    private const string Models = """
        {"data":[
        {"id":"gpt-4.1-mini-2025-04-14","owned_by":"system","created":1744316542,"shutdown_date":"2027-01-14"},
        {"id":"ft:gpt-4.1-mini-2025-04-14:acme:triage:a","owned_by":"acme","created":1760000000,"shutdown_date":null},
        {"id":"ft:gpt-4.1-mini-2025-04-14:acme:triage:b","owned_by":"acme","created":1760000000,"shutdown_date":"2026-12-01"},
        {"id":"my-own-name","owned_by":"acme","created":0}]}
        """;

    private const string Jobs = """
        {"data":[{"id":"ftjob-9","model":"qwen","fine_tuned_model":"my-own-name"},
        {"id":"ftjob-1","model":"gpt-4.1-mini-2025-04-14","fine_tuned_model":"ft:gpt-4.1-mini-2025-04-14:acme:triage:a"}],
        "has_more":false}
        """;

    private readonly ScriptedService _service = new();

    [Fact]
    public async Task Models_are_joined_with_their_jobs_and_bases()
    {
        _ = _service.Answer(200, Models).Answer(200, Jobs);

        IReadOnlyList<FineTunedModel> models = await Client().Models.ListAsync(TestContext.Current.CancellationToken);

        Assert.Equal([false, true, true, true], models.Select(model => model.IsFineTuned));
        Assert.Equal([null, "ftjob-1", null, "ftjob-9"], models.Select(model => model.JobId));
        Assert.Equal("gpt-4.1-mini-2025-04-14", models[2].BaseModel);
        Assert.Equal("qwen", models[3].BaseModel);
        Assert.Null(models[3].CreatedAt);
    }

    [Fact]
    public async Task A_model_ends_with_its_base_model_or_before()
    {
        _ = _service.Answer(200, Models).Answer(200, Jobs);

        IReadOnlyList<FineTunedModel> models = await Client().Models.ListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            [new DateOnly(2027, 1, 14), new DateOnly(2027, 1, 14), new DateOnly(2026, 12, 1), null],
            models.Select(model => model.ShutdownDate));
        Assert.Equal([52, 52, 8, null], models.Select(model => model.DaysLeft));
    }

    [Fact]
    public async Task A_service_without_jobs_still_lists_its_models()
    {
        _ = _service.Answer(200, Models).Answer(404, """{"error":{"message":"Not here."}}""");

        IReadOnlyList<FineTunedModel> models = await Client().Models.ListAsync(TestContext.Current.CancellationToken);

        Assert.Equal([false, true, true, false], models.Select(model => model.IsFineTuned));
    }

    [Fact]
    public async Task A_models_name_can_not_leave_its_place_in_the_path()
    {
        _ = _service.Answer(200);

        await Client().Models.DeleteAsync("org/../x?y", TestContext.Current.CancellationToken);

        Assert.Equal(["DELETE /v1/models/org%2F..%2Fx%3Fy"], _service.Requests);
    }

    private FineTuneClient Client()
        => new(TestConnection.To(_service), new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero)));
}
