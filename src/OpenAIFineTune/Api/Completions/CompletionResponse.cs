using System.Text.Json.Serialization;
using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api.Completions;

/// <summary>What either endpoint responds, or a part of it that streams.</summary>
internal sealed record CompletionResponse
{
    public string? Id { get; init; }

    public string? Model { get; init; }

    public IReadOnlyList<ChoiceResponse?>? Choices { get; init; }

    public UsageResponse? Usage { get; init; }

    /// <summary>Comes instead of an answer when a stream fails in the middle.</summary>
    public JsonElement Error { get; init; }

    internal sealed record ChoiceResponse
    {
        public double? Index { get; init; }

        public string? Text { get; init; }

        public MessageResponse? Message { get; init; }

        public MessageResponse? Delta { get; init; }

        public string? FinishReason { get; init; }

        public JsonElement? Logprobs { get; init; }

        /// <summary>The words of the answer, or of a part of it, in whichever shape they came.</summary>
        [JsonIgnore]
        public string Words => Text ?? Message?.Words ?? Delta?.Words ?? "";
    }

    /// <summary><c>Content</c> is a text, or an array of parts on some servers.</summary>
    internal sealed record MessageResponse(JsonElement? Content, string? Refusal)
    {
        [JsonIgnore]
        public string Words => Content switch
        {
            { ValueKind: JsonValueKind.String } text => text.GetString()!,
            { ValueKind: JsonValueKind.Array } parts => string.Concat(
                parts.EnumerateArray().Select(part => part.Field("text"))
                    .Where(text => text.ValueKind == JsonValueKind.String)),
            _ => Refusal ?? "",
        };
    }

    /// <summary>Some servers write <c>3.0</c>.</summary>
    internal sealed record UsageResponse(double? PromptTokens, double? CompletionTokens, double? TotalTokens)
    {
        public TokenUsage ToUsage() => new(
            (int)(PromptTokens ?? 0),
            (int)(CompletionTokens ?? 0),
            (int)(TotalTokens ?? (PromptTokens ?? 0) + (CompletionTokens ?? 0)));
    }
}
