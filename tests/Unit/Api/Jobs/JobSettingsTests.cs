using System.Text.Json.Nodes;
using OpenAIFineTune.Api.Jobs;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.Tests.Api.Jobs;

public sealed class JobSettingsTests
{
    [Fact]
    public void Only_what_is_given_is_sent()
        => Assert.Equal(
            """{"model":"m","training_file":""}""", Body(new JobSettings { Model = "m" }, ServiceProfiles.OpenAI).ToJsonString());

    [Fact]
    public void Hyperparameters_are_part_of_the_method_where_methods_are_known()
    {
        JobSettings settings = new() { Model = "m", Hyperparameters = With(("n_epochs", 3d), ("learning_rate_multiplier", 0.5), ("batch_size", "auto")) };

        Assert.Equal(
            """{"type":"supervised","supervised":{"hyperparameters":{"n_epochs":3,"learning_rate_multiplier":0.5,"batch_size":"auto"}}}""",
            Body(settings, ServiceProfiles.OpenAI)["method"]!.ToJsonString());
        JsonObject compatible = Body(settings, ServiceProfiles.Compatible);
        Assert.Null(compatible["method"]);
        Assert.Equal(3, (long)compatible["hyperparameters"]!["n_epochs"]!);
    }

    [Theory]
    [InlineData(FineTuneFormat.Preference, null, "dpo")]
    [InlineData(FineTuneFormat.Preference, "supervised", "supervised")]
    [InlineData(FineTuneFormat.Chat, null, "supervised")]
    public void Preferences_are_learned_by_dpo_unless_the_caller_says_otherwise(
        FineTuneFormat format, string? method, string expected)
    {
        JobSettings settings = new()
        {
            Model = "m", Format = format, Method = method, Hyperparameters = With(("n_epochs", 3d)),
        };

        Assert.Equal(expected, (string?)Body(settings, ServiceProfiles.OpenAI)["method"]!["type"]);
    }

    [Fact]
    public void Azure_is_told_the_training_type()
        => Assert.Equal(
            "standard",
            (string?)Body(new JobSettings { Model = "m" }, ServiceProfiles.Azure)["trainingType"]);

    [Fact]
    public void The_format_of_the_data_is_noted()
    {
        JsonNode notes = Body(
            new JobSettings { Model = "m", Separator = "\n\n###\n\n", StopSequence = "", Metadata = new Dictionary<string, string> { ["a"] = "b" } },
            ServiceProfiles.OpenAI)["metadata"]!;

        Assert.Equal("""{"a":"b","finetune_separator":"\n\n###\n\n"}""", notes.ToJsonString());
    }

    [Theory]
    [InlineData("n_epochs", 51, "OpenAI", "Epochs")]
    [InlineData("n_epochs", 51, "Nebius", null)]
    [InlineData("n_epochs", 50, "Azure", null)]
    [InlineData("n_epochs", 0, "Nebius", "Epochs")]
    [InlineData("batch_size", 257, "OpenAI", "BatchSize")]
    [InlineData("batch_size", 1.5, "Local", "BatchSize")]
    [InlineData("learning_rate_multiplier", 0, "OpenAI", "LearningRateMultiplier")]
    [InlineData("learning_rate_multiplier", 100, "OpenAI", null)]
    [InlineData("beta", 0.1, "OpenAI", "Beta")]
    [InlineData("eval_samples", 3, "OpenAI", "EvalSamples")]
    public void Values_are_checked_as_far_as_the_limits_are_known(
        string name, double value, string provider, string? wrong)
    {
        JobSettings settings = new() { Model = "m", Hyperparameters = With((name, value)) };
        ServiceProfile service = provider == "Local" ? ServiceProfiles.Local : ServiceProfiles.All.Find(provider, null);

        if (wrong is null)
        {
            Assert.NotNull(Body(settings, service));
        }
        else
        {
            FineTuneException error = Assert.Throws<FineTuneException>(() => Body(settings, service));
            Assert.Equal(("InvalidSetting", wrong), (error.ErrorId, error.Target));
        }
    }

    [Fact]
    public void Preferences_have_a_beta_and_reinforcement_has_a_grader()
    {
        Assert.Equal(
            """{"type":"dpo","dpo":{"hyperparameters":{"beta":0.1}}}""",
            Body(new JobSettings { Model = "m", Method = "dpo", Hyperparameters = With(("beta", 0.1)) }, ServiceProfiles.OpenAI)["method"]!
                .ToJsonString());
        Assert.Equal(
            """{"type":"reinforcement","reinforcement":{"grader":{"type":"python"}}}""",
            Body(
                new JobSettings { Model = "m", Method = "reinforcement", Grader = new JsonObject { ["type"] = "python" } },
                ServiceProfiles.OpenAI)["method"]!.ToJsonString());
    }

    [Fact]
    public void Notes_have_room_for_ours()
    {
        Dictionary<string, string> many = Enumerable.Range(0, 15).ToDictionary(i => $"k{i}", _ => "v");

        Assert.Equal("Metadata", Assert.Throws<FineTuneException>(
            () => Body(new JobSettings { Model = "m", Metadata = many }, ServiceProfiles.OpenAI)).Target);
    }

    [Fact]
    public void Only_the_local_engine_has_a_model_of_its_own()
    {
        Assert.Equal("local-baseline", (string?)Body(new JobSettings(), ServiceProfiles.Local)["model"]);
        Assert.Equal("Model", Assert.Throws<FineTuneException>(() => Body(new JobSettings(), ServiceProfiles.OpenAI)).Target);
    }

    private static Dictionary<string, object> With(params (string Name, object Value)[] values)
        => values.ToDictionary(pair => pair.Name, pair => pair.Value);

    private static JsonObject Body(JobSettings settings, ServiceProfile service)
        => settings.ToRequest(new FineTuneConnection
        {
            Name = "x",
            BaseUri = new Uri("http://fake.invalid/v1/"),
            Profile = service,
        }).ToJson();
}
