using System.Text.Json;
using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api.Completions;

/// <summary>Finds the words of an answer, or of a part of it, in whichever shape the server sent them.</summary>
internal static class AnswerText
{
    public static string Of(CompletionResponse.ChoiceResponse choice)
        => choice.Text ?? Of(choice.Message) ?? Of(choice.Delta) ?? "";

    private static string? Of(CompletionResponse.MessageResponse? message) => message switch
    {
        null => null,
        { Content: { ValueKind: JsonValueKind.String } text } => text.GetString(),
        { Content: { ValueKind: JsonValueKind.Array } parts } => string.Concat(parts.EnumerateArray().Select(OfPart)),
        _ => message.Refusal ?? "",
    };

    private static string OfPart(JsonElement part)
        => part.ValueKind == JsonValueKind.Object
            && part.TryGetProperty("text", out JsonElement text)
            && text.ValueKind == JsonValueKind.String
                ? text.GetString()!
                : "";
}
