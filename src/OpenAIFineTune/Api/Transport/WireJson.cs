using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OpenAIFineTune.Api.Transport;

/// <summary>How the protocol writes JSON: snake_case names, nothing for null, text as it is.</summary>
internal static class WireJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>
    /// Reads what a service sent, as UTF-8; null for JSON's null. The bytes are the caller's to give away.
    /// </summary>
    public static T? Read<T>(byte[] json)
    {
        LoneSurrogates.Replace(json);
        return JsonSerializer.Deserialize<T>(json, Options);
    }
}
