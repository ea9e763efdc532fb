using System.Text.Json;
using System.Text.Json.Nodes;
using OpenAIFineTune.Api.Completions;
using OpenAIFineTune.Data.Reading;

namespace OpenAIFineTune.Evaluation;

/// <summary>Reads examples in the shapes of training files: prompt and completion, a chat, or a preference.</summary>
internal static class EvaluationReader
{
    private const string Advice = "Give a file with prompt and completion, or with messages, on each line.";

    /// <summary>
    /// Reads all examples. A line that is none goes to <paramref name="report"/>, and the rest goes on.
    /// </summary>
    public static IReadOnlyList<EvaluationExample> Read(
        string path, Action<FineTuneException> report, CancellationToken cancellation)
    {
        List<EvaluationExample> examples = [];
        using IRowSource source = RowSources.Open(path, ReadingOptions.Default);
        foreach (Row row in source.Read(issue => report(Unusable(issue.Message, path, issue.Line)), cancellation))
        {
            try
            {
                examples.Add(ToExample(row));
            }
            catch (FormatException e)
            {
                report(Unusable($"{path}, line {row.Origin.Line}: {e.Message}.", path, row.Origin.Line));
            }
        }

        return examples.Count > 0
            ? examples
            : throw new FineTuneException("EmptyInput", $"'{path}' has no example to measure with.")
            {
                Target = path,
                Advice = Advice,
            };
    }

    private static EvaluationExample ToExample(Row row)
    {
        if (row.Document is JsonElement document)
        {
            if (document.TryGetProperty("messages", out JsonElement messages))
            {
                return FromChat(row.Origin.Line, ReadMessages(messages));
            }

            if (document.TryGetProperty("preferred_output", out JsonElement preferred))
            {
                return FromPreference(row.Origin.Line, document, preferred);
            }
        }

        return new EvaluationExample(row.Origin.Line, Value(row, "prompt"), Value(row, "completion"));
    }

    private static EvaluationExample FromChat(long line, List<ChatMessage> messages)
    {
        int answer = messages.FindLastIndex(message => message.Fields["role"]?.GetValue<string>() == "assistant");
        return answer >= 0
            ? Conversation(line, messages.GetRange(0, answer), messages[answer].Text)
            : throw new FormatException("it has no message of the assistant");
    }

    private static EvaluationExample FromPreference(long line, JsonElement document, JsonElement preferred)
        => document.TryGetProperty("input", out JsonElement input)
            && input.ValueKind == JsonValueKind.Object
            && input.TryGetProperty("messages", out JsonElement messages)
            && ReadMessages(preferred) is [.., ChatMessage answer]
                ? Conversation(line, ReadMessages(messages), answer.Text)
                : throw new FormatException("a preference needs 'input.messages' and 'preferred_output'");

    private static EvaluationExample Conversation(long line, List<ChatMessage> asked, string answer)
        => asked.Count > 0 && answer.Length > 0
            ? new EvaluationExample(line, asked[^1].Text, answer) { Messages = asked }
            : throw new FormatException("a conversation needs a question and an answer with text");

    private static List<ChatMessage> ReadMessages(JsonElement messages)
    {
        bool isSound = messages.ValueKind == JsonValueKind.Array && messages.EnumerateArray().All(message =>
            message.ValueKind == JsonValueKind.Object
            && message.TryGetProperty("role", out JsonElement role)
            && role.ValueKind == JsonValueKind.String);
        return isSound
            ? [.. messages.EnumerateArray().Select(message => new ChatMessage(JsonObject.Create(message.Clone())!))]
            : throw new FormatException("its messages are no list of objects with a role");
    }

    private static string Value(Row row, string name)
    {
        for (int i = 0; i < row.Columns.Count; i++)
        {
            if (row.Columns[i].Equals(name, StringComparison.OrdinalIgnoreCase) && row.Values[i] is string value)
            {
                return value;
            }
        }

        throw new FormatException($"it has no '{name}'");
    }

    private static FineTuneException Unusable(string message, string path, long? line)
        => new("InvalidExample", message) { Target = line is null ? path : $"{path}:{line}", Advice = Advice };
}
