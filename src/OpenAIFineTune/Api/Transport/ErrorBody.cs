namespace OpenAIFineTune.Api.Transport;

/// <summary>What an error answer says; each part may be missing.</summary>
internal sealed record ErrorBody(string? Message, string? Code, string? Type, string? Param)
{
    // From OpenAI's guide on rate limits: these stay until someone pays or changes a limit.
    private static readonly HashSet<string> s_quotaCodes =
    [
        "insufficient_quota", "credit_balance_exhausted", "organization_spend_limit_exceeded",
        "project_spend_limit_exceeded", "organization_usage_limit_exceeded", "billing_hard_limit_reached",
    ];

    private static readonly string[] s_answers = ["id", "data", "choices"];

    /// <summary>True when what is used up does not come back with time.</summary>
    public bool IsQuota => s_quotaCodes.Contains(Code ?? "") || s_quotaCodes.Contains(Type ?? "");

    /// <summary>Reads the protocol's form, the plainer forms of other servers, or a plain text.</summary>
    public static ErrorBody Parse(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement;
            JsonElement error = root.Field("error");
            return Of(error.ValueKind == JsonValueKind.Undefined ? root : error);
        }
        catch (JsonException)
        {
            // A proxy's web page is of no use to anybody; a line of text may be.
            string line = text.Trim();
            bool isText = line.Length is > 0 and < 500 && line[0] is not '<' and not '{';
            return new ErrorBody(isText ? line : null, null, null, null);
        }
    }

    /// <summary>Reads an error in one of the forms that servers give it.</summary>
    public static ErrorBody Of(JsonElement error) => error.ValueKind == JsonValueKind.String
        ? new ErrorBody(error.GetString(), null, null, null)
        : new ErrorBody(
            Text(error, "message") ?? Text(error, "detail"), Text(error, "code"), Text(error, "type"),
            Text(error, "param"));

    /// <summary>The error that a good status hides; null for an answer: a failed job has an error, too.</summary>
    public static ErrorBody? In(byte[] json)
    {
        if (json.AsSpan().IndexOf("\"error\""u8) < 0 || json.AsSpan().TrimStart(" \t\r\n"u8) is not [(byte)'{', ..])
        {
            return null;
        }

        JsonElement root = WireJson.Read<JsonElement>(json);
        JsonElement error = root.Field("error");
        bool isAnswer = s_answers.Any(name => root.Field(name).ValueKind != JsonValueKind.Undefined);
        return error.ValueKind is JsonValueKind.Object or JsonValueKind.String && !isAnswer ? Of(error) : null;
    }

    private static string? Text(JsonElement element, string name)
        => element.Text(name) is { Length: > 0 } text ? text : null;
}
