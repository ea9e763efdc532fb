using System.Text.Json;
using OpenAIFineTune.Api.Jobs;

namespace OpenAIFineTune.Tests.Api.Jobs;

public sealed class JobReaderTests
{
    private static readonly FineTuneConnection s_connection = new()
    {
        Name = "here",
        BaseUri = new Uri("http://fake.invalid/v1/"),
    };

    [Fact]
    public void A_whole_job_is_read()
    {
        FineTuneJob job = Read("""
            {"object":"fine_tuning.job","id":"ftjob-1","model":"gpt-4.1-mini-2025-04-14","created_at":1721764800,
             "finished_at":1721764900,"fine_tuned_model":"ft:gpt-4.1-mini:acme:triage:1","organization_id":"org-1",
             "result_files":["file-r"],"status":"succeeded","validation_file":"file-v","training_file":"file-t",
             "trained_tokens":5768,"seed":42,"user_provided_suffix":"triage","estimated_finish":0,"error":{},
             "metadata":{"team":"support"},"integrations":[],
             "method":{"type":"supervised","supervised":{"hyperparameters":{"n_epochs":3,"batch_size":"auto","learning_rate_multiplier":1.8}}}}
            """);

        Assert.Equal("ftjob-1", job.Id);
        Assert.Equal(FineTuneStage.Succeeded, job.Status.Stage);
        Assert.True(job.IsFinished);
        Assert.Equal("ft:gpt-4.1-mini:acme:triage:1", job.FineTunedModel);
        Assert.Equal("triage", job.Suffix);
        Assert.Equal("supervised", job.Method);
        Assert.Equal(3L, job.Hyperparameters["n_epochs"]);
        Assert.Equal("auto", job.Hyperparameters["batch_size"]);
        Assert.Equal(1.8, job.Hyperparameters["learning_rate_multiplier"]);
        Assert.Equal("support", job.Metadata["team"]);
        Assert.Equal(5768, job.TrainedTokens);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1721764900), job.FinishedAt);
        Assert.Null(job.EstimatedFinish);
        Assert.Null(job.Error);
        Assert.Equal("\"org-1\"", job.AdditionalProperties["organization_id"]);
        Assert.Equal("here", job.Connection);
    }

    [Theory]
    [InlineData("""{"id":"j"}""")]
    [InlineData("""{"id":"j","error":null,"hyperparameters":null,"result_files":null,"metadata":null,"method":null,"seed":null}""")]
    [InlineData("""{"id":"j","error":{},"hyperparameters":{},"result_files":[],"estimated_finish":null,"created_at":null}""")]
    [InlineData("""{"id":"j","error":{"code":null,"message":null},"hyperparameters":"auto","result_files":"none","seed":"x"}""")]
    [InlineData("""{"id":"j","error":[],"created_at":1e300,"trained_tokens":null,"metadata":[],"fine_tuned_model":""}""")]
    public void Nothing_but_the_id_is_needed(string json)
    {
        FineTuneJob job = Read(json);

        Assert.Equal("j", job.Id);
        Assert.Null(job.Error);
        Assert.Null(job.FineTunedModel);
        Assert.Empty(job.ResultFiles);
        Assert.Empty(job.Hyperparameters);
        Assert.False(job.IsFinished);
    }

    [Fact]
    public void An_unknown_status_is_kept_and_is_not_an_end()
    {
        FineTuneJob job = Read("""{"id":"j","status":"moderating"}""");

        Assert.Equal("moderating", job.Status.Value);
        Assert.Equal(FineTuneStage.Unknown, job.Status.Stage);
        Assert.False(job.IsFinished);
    }

    [Fact]
    public void The_old_place_of_hyperparameters_is_read_too()
    {
        FineTuneJob job = Read("""{"id":"j","hyperparameters":{"n_epochs":"auto","lora":true,"gone":null}}""");

        Assert.Equal("auto", job.Hyperparameters["n_epochs"]);
        Assert.Equal(true, job.Hyperparameters["lora"]);
        Assert.Null(job.Hyperparameters["gone"]);
    }

    [Fact]
    public void An_error_is_read_whole()
    {
        FineTuneJobError? error = Read(
            """{"id":"j","status":"failed","error":{"code":"invalid_n_examples","message":"too few","param":"training_file"}}""").Error;

        Assert.Equal(("invalid_n_examples", "too few", "training_file"), (error!.Code, error.Message, error.Param));
    }

    [Fact]
    public void Something_without_an_id_is_no_job()
        => Assert.Equal("ServerFailed", Assert.Throws<ApiException>(() => Read("""{"object":"list"}""")).ErrorId);

    private static FineTuneJob Read(string json) => JobReader.Read(JsonDocument.Parse(json).RootElement, s_connection);
}
