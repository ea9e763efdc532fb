using System.Text.Json;

namespace OpenAIFineTune.Protocol.Examples;

/// <summary>A line of training data in any of the protocol's formats.</summary>
/// <param name="Turns">
/// The conversation. A prompt and its completion are a turn of the user and one of the assistant.
/// </param>
internal sealed record TrainingLine(IReadOnlyList<Turn> Turns)
{
    public const string Messages = "messages";
    public const string Input = "input";
    public const string PreferredOutput = "preferred_output";
    public const string NonPreferredOutput = "non_preferred_output";

    /// <summary>False for a prompt and a completion, which have no roles.</summary>
    public bool IsChat { get; private init; } = true;

    /// <summary>The better answer to the conversation; empty for a line that states no preference.</summary>
    public IReadOnlyList<Turn> Preferred { get; private init; } = [];

    /// <summary>The worse answer; empty for a line that states no preference, or not against what.</summary>
    public IReadOnlyList<Turn> NonPreferred { get; private init; } = [];

    /// <summary>Reads a line of JSON, as UTF-8. What is no JSON is a <see cref="JsonException"/>.</summary>
    public static TrainingLine Parse(ReadOnlyMemory<byte> line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        return Parse(document.RootElement);
    }

    /// <summary>Reads a parsed line. A fault is a <see cref="FormatException"/> that names the key.</summary>
    public static TrainingLine Parse(JsonElement line)
    {
        try
        {
            return line.ValueKind != JsonValueKind.Object ? throw new FormatException("it is not a JSON object")
                : line.TryGetProperty(Messages, out JsonElement messages)
                    ? new TrainingLine(Turn.ReadAll(messages, Messages))
                : line.TryGetProperty(PreferredOutput, out JsonElement preferred) ? ParsePreference(line, preferred)
                : new TrainingLine([Text(line, "prompt", Turn.User), Text(line, "completion", Turn.Assistant)])
                {
                    IsChat = false,
                };
        }
        catch (InvalidOperationException)
        {
            // JSON may name half of a character; .NET makes no text of it.
            throw new FormatException("a text has half of a character (a lone surrogate \\uD800 to \\uDFFF)");
        }
    }

    /// <summary>The last answer to learn, and what it answers; a line without one is a fault.</summary>
    public (Conversation Asked, Turn Answer) LastAnswer()
    {
        int index = Turns.Count;
        while (Preferred.Count == 0 && --index >= 0 && !Turns[index].IsLearned)
        {
        }

        if (index < 0)
        {
            throw new FormatException("it has no assistant message to learn (with a weight other than 0)");
        }

        Turn answer = Preferred.Count > 0 ? Preferred[^1] : Turns[index];
        string key = Preferred.Count > 0 ? PreferredOutput : IsChat ? "content" : "completion";
        return string.IsNullOrWhiteSpace(answer.Text)
            ? throw new FormatException($"'{key}' is empty")
            : (new Conversation([.. Turns.Take(index)], IsChat), answer);
    }

    private static TrainingLine ParsePreference(JsonElement line, JsonElement preferred)
    {
        if (!line.TryGetProperty(Input, out JsonElement input)
            || input.ValueKind != JsonValueKind.Object
            || !input.TryGetProperty(Messages, out JsonElement messages))
        {
            throw new FormatException("'input.messages' is missing");
        }

        return new TrainingLine(Turn.ReadAll(messages, "input.messages"))
        {
            Preferred = Turn.ReadAll(preferred, PreferredOutput) is { Count: > 0 } better
                ? better
                : throw new FormatException($"'{PreferredOutput}' is empty"),
            NonPreferred = line.TryGetProperty(NonPreferredOutput, out JsonElement worse)
                ? Turn.ReadAll(worse, NonPreferredOutput)
                : [],
        };
    }

    private static Turn Text(JsonElement line, string key, string role)
        => !line.TryGetProperty(key, out JsonElement value) ? throw new FormatException($"the key '{key}' is missing")
            : value.ValueKind == JsonValueKind.String ? new Turn(role, value.GetString()!)
            : throw new FormatException($"'{key}' is not a string");
}
