using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OpenAIFineTune.Protocol;

/// <summary>The named values of a request's JSON body, each checked as it is read.</summary>
internal sealed class Arguments(JsonObject values, string prefix = "")
{
    /// <summary>The value of that name; null when it is absent or null.</summary>
    public JsonNode? this[string name] => values[name];

    /// <summary>Refuses every other name, since a misspelt setting would be left out in silence.</summary>
    public void AllowOnly(params string[] names)
    {
        foreach ((string name, JsonNode? value) in values)
        {
            if (value is not null && !names.Contains(name))
            {
                throw RequestFailure.Invalid(
                    prefix + name, $"Unknown parameter: '{prefix}{name}'.", "unknown_parameter");
            }
        }
    }

    public string RequiredText(string name) => Text(name) ?? throw Missing(name);

    public string? Text(string name) => values[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out string? text) => text,
        _ => throw WrongType(name, "a string"),
    };

    public bool Flag(string name) => values[name] switch
    {
        null => false,
        JsonValue value when value.TryGetValue(out bool flag) => flag,
        _ => throw WrongType(name, "a boolean"),
    };

    public long? Integer(string name, long minimum, long maximum) => Within(name, minimum, maximum, "an integer");

    public double? Number(string name, double minimum, double maximum) => Within(name, minimum, maximum, "a number");

    /// <summary>A text, or a list of texts, as a list; empty when absent.</summary>
    public IReadOnlyList<string> Texts(string name) => values[name] switch
    {
        null => [],
        JsonValue value when value.TryGetValue(out string? text) => [text],
        JsonArray array when array.All(IsText) => [.. array.Select(item => item!.GetValue<string>())],
        _ => throw WrongType(name, "a string or an array of strings"),
    };

    /// <summary>A nested object; empty when absent.</summary>
    public Arguments Nested(string name) => values[name] switch
    {
        null => new Arguments([], $"{prefix}{name}."),
        JsonObject nested => new Arguments(nested, $"{prefix}{name}."),
        _ => throw WrongType(name, "an object"),
    };

    /// <summary>A list of objects; empty when absent.</summary>
    public IReadOnlyList<Arguments> Objects(string name) => values[name] switch
    {
        null => [],
        JsonArray array =>
        [
            .. array.Select((item, i) => new Arguments(
                item as JsonObject ?? throw WrongType($"{name}[{i}]", "an object"), $"{prefix}{name}[{i}].")),
        ],
        _ => throw WrongType(name, "an array of objects"),
    };

    public RequestFailure Missing(string name) => RequestFailure.Missing(prefix + name);

    public RequestFailure Invalid(string name, string reason)
        => RequestFailure.Invalid(prefix + name, $"Invalid '{prefix}{name}': {reason}");

    /// <summary>Refuses a value that the protocol knows, and the engine does not.</summary>
    public RequestFailure Unsupported(string name, string reason)
        => RequestFailure.Invalid(prefix + name, reason, "unsupported_value");

    public RequestFailure WrongType(string name, string wanted) => RequestFailure.Invalid(
        prefix + name, $"Invalid type for '{prefix}{name}': expected {wanted}.", "invalid_type");

    private T? Within<T>(string name, T minimum, T maximum, string wanted)
        where T : struct, INumber<T>
    {
        if (values[name] is not JsonNode node)
        {
            return null;
        }

        if (node.GetValueKind() != JsonValueKind.Number || !node.AsValue().TryGetValue(out T value))
        {
            throw WrongType(name, wanted);
        }

        string range = string.Create(CultureInfo.InvariantCulture, $"{minimum} to {maximum}");
        return value >= minimum && value <= maximum
            ? value : throw Invalid(name, $"{node.ToJsonString()} is not in the range {range}.");
    }

    private static bool IsText(JsonNode? item) => item?.GetValueKind() == JsonValueKind.String;
}
