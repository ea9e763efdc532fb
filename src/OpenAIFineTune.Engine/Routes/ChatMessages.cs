using System.Text.Json;
using System.Text.Json.Nodes;
using OpenAIFineTune.Protocol;
using OpenAIFineTune.Protocol.Examples;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>Reads the messages of a chat, and refuses what the learners could not take for text.</summary>
internal static class ChatMessages
{
    private static readonly string[] s_roles = ["system", "developer", Turn.User, Turn.Assistant, "tool", "function"];

    // An assistant's turn may be one of these in place of text.
    private static readonly string[] s_acts = ["tool_calls", "function_call", "refusal", "audio"];

    private static readonly string[] s_textParts = ["text", "input_text", "output_text", "refusal"];

    public static Conversation Read(Arguments arguments, string name)
    {
        if (arguments[name] is null or JsonArray { Count: 0 })
        {
            throw RequestFailure.Missing(name);
        }

        IReadOnlyList<Arguments> messages = arguments.Objects(name);
        foreach (Arguments message in messages)
        {
            Check(message);
        }

        return messages.Any(message => message.Text("role") == Turn.User)
            ? new Conversation(Turn.ReadAll(arguments[name]!.Deserialize<JsonElement>(), name))
            : throw RequestFailure.Invalid(name, $"Invalid '{name}': there is no message of the user to answer.");
    }

    private static void Check(Arguments message)
    {
        string role = message.RequiredText("role");
        if (!s_roles.Contains(role))
        {
            throw message.Invalid("role", $"'{role}' is not one of {string.Join(", ", s_roles)}.");
        }

        JsonNode? content = message["content"];
        if (content is JsonArray { Count: > 0 })
        {
            foreach (Arguments part in message.Objects("content"))
            {
                CheckPart(part);
            }
        }
        else if (content is JsonArray)
        {
            throw message.Invalid("content", "it has no parts.");
        }
        else if (message.Text("content") is null
            && !(role == Turn.Assistant && s_acts.Any(act => message[act] is not null)))
        {
            _ = message.RequiredText("content");
        }
    }

    private static void CheckPart(Arguments part)
    {
        string type = part.RequiredText("type");
        if (!s_textParts.Contains(type))
        {
            throw part.Unsupported("type", $"The local engine reads text, not '{type}'.");
        }

        _ = part.RequiredText(type == "refusal" ? type : "text");
    }
}
