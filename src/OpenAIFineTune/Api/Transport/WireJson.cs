using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Serialization;

namespace OpenAIFineTune.Api.Transport;

/// <summary>How the protocol writes JSON: snake_case names, nothing for null, text as it is.</summary>
internal static class WireJson
{
    private const int EscapeLength = 6;

    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads what a service sent, as UTF-8, and may change the bytes; null for JSON's null.</summary>
    public static T? Read<T>(byte[] json)
    {
        ReplaceHalves(json);
        return JsonSerializer.Deserialize<T>(json, Options);
    }

    /// <summary>Adds a field, unless it has no value.</summary>
    public static void AddKnown(this JsonObject body, string name, JsonNode? value)
    {
        if (value is not null)
        {
            body[name] = value;
        }
    }

    /// <summary>
    /// Replaces halves of characters (<c>\ud83d</c> without its other half) by U+FFFD, in place. Text that was cut in
    /// the middle of a character holds them, and one of them would make the whole response unreadable.
    /// </summary>
    public static void ReplaceHalves(Span<byte> json)
    {
        for (int at = Next(json, 0); at >= 0; at = Next(json, at))
        {
            int unit = UnitAt(json, at);
            bool isPair = unit is >= 0xD800 and < 0xDC00 && UnitAt(json, at + EscapeLength) is >= 0xDC00 and < 0xE000;
            if (unit is >= 0xD800 and < 0xE000 && !isPair)
            {
                "\\ufffd"u8.CopyTo(json[at..]);
            }

            at += isPair ? EscapeLength * 2 : 2;
        }
    }

    // The next escape: a backslash that is not itself escaped, since each one is passed over with what it escapes.
    private static int Next(ReadOnlySpan<byte> json, int start)
    {
        int found = start < json.Length ? json[start..].IndexOf((byte)'\\') : -1;
        return found < 0 ? -1 : start + found;
    }

    private static int UnitAt(ReadOnlySpan<byte> json, int at)
        => at + EscapeLength <= json.Length
            && json[at..].StartsWith("\\u"u8)
            && Utf8Parser.TryParse(json.Slice(at + 2, 4), out ushort unit, out int read, 'x')
            && read == 4
                ? unit : -1;
}
