using System.Text.Json;

namespace OpenAIFineTune.Api.Transport;

/// <summary>What tells an error from an answer that has an error among its fields, as a failed job has.</summary>
internal sealed record ErrorResponse
{
    public JsonElement Error { get; init; }

    public JsonElement Id { get; init; }

    public JsonElement Data { get; init; }

    public JsonElement Choices { get; init; }

    /// <summary>True when there is an error and nothing that was asked for.</summary>
    public bool IsError => Error.ValueKind is JsonValueKind.Object or JsonValueKind.String
        && IsMissing(Id) && IsMissing(Data) && IsMissing(Choices);

    private static bool IsMissing(JsonElement value)
        => value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;
}
