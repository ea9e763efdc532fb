using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api.Jobs;

/// <summary>
/// Reads a job. Services leave fields out, send null or other kinds of values, and have words of their own: nothing
/// but the id is taken for granted.
/// </summary>
internal static class JobReader
{
    private static readonly HashSet<string> s_known = new(StringComparer.Ordinal)
    {
        "id", "object", "status", "model", "fine_tuned_model", "training_file", "validation_file", "result_files",
        "suffix", "user_provided_suffix", "seed", "method", "hyperparameters", "metadata", "trained_tokens",
        "created_at", "finished_at", "estimated_finish", "error",
    };

    /// <summary>The job in an answer.</summary>
    public static FineTuneJob Read(JsonElement job, FineTuneConnection connection) => new()
    {
        Id = NullIfEmpty(job.Text("id")) ?? throw new ApiException(
            "ServerFailed", "The service answered with something that is no job: it has no id."),
        Status = connection.Profile.Statuses.GetValueOrDefault(job.Text("status") ?? "", job.Text("status") ?? ""),
        Model = job.Text("model") ?? "",
        FineTunedModel = NullIfEmpty(job.Text("fine_tuned_model")),
        TrainingFile = NullIfEmpty(job.Text("training_file")),
        ValidationFile = NullIfEmpty(job.Text("validation_file")),
        ResultFiles = job.Texts("result_files"),
        Suffix = job.Text("suffix") ?? job.Text("user_provided_suffix"),
        Seed = job.Integer("seed"),
        Method = job.Field("method").Text("type"),
        Hyperparameters = Hyperparameters(job),
        Metadata = job.Members("metadata").ToMap(value => value.Text() ?? ""),
        TrainedTokens = job.Integer("trained_tokens"),
        CreatedAt = job.Time("created_at"),
        FinishedAt = job.Time("finished_at"),
        EstimatedFinish = job.Time("estimated_finish"),
        Error = Error(job.Field("error")),
        Connection = connection.Name,
        AdditionalProperties = job.EnumerateObject().Where(field => !s_known.Contains(field.Name))
            .ToMap(value => value.GetRawText()),
    };

    // The top-level field is deprecated, but it is what older services send; for failed jobs it may be null.
    private static Dictionary<string, object?> Hyperparameters(JsonElement job)
    {
        JsonElement method = job.Field("method");
        JsonElement settings = method.Field(method.Text("type") ?? "");
        return job.Members("hyperparameters").Concat(settings.Members("hyperparameters")).ToMap(Plain);
    }

    private static FineTuneJobError? Error(JsonElement error)
    {
        if (error.ValueKind == JsonValueKind.String)
        {
            return new FineTuneJobError { Message = error.GetString() };
        }

        string? code = NullIfEmpty(error.Text("code"));
        string? message = NullIfEmpty(error.Text("message"));
        return code is null && message is null
            ? null
            : new FineTuneJobError { Code = code, Message = message, Param = NullIfEmpty(error.Text("param")) };
    }

    private static object? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetInt64(out long whole) ? (object)whole : value.GetDouble(),
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => value.GetRawText(),
    };

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
