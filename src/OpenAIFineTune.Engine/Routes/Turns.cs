using System.Text.Json;
using System.Text.Json.Nodes;
using OpenAIFineTune.Engine.Baseline;
using OpenAIFineTune.Engine.Inference;
using OpenAIFineTune.Protocol;
using OpenAIFineTune.Protocol.Examples;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>The messages of a chat: what the learner is asked, and how many tokens all of them have.</summary>
internal sealed record Turns(string Question, int TokenCount)
{
    private const string User = "user";

    private static readonly string[] s_roles = ["system", "developer", User, "assistant", "tool", "function"];

    // An assistant's turn may be one of these in place of text.
    private static readonly string[] s_acts = ["tool_calls", "function_call", "refusal", "audio"];

    private static readonly string[] s_textParts = ["text", "input_text", "output_text", "refusal"];

    /// <summary>Reads the messages below a name, and refuses what the learner could not take for text.</summary>
    public static Turns Read(Arguments arguments, string name)
    {
        if (arguments[name] is null or JsonArray { Count: 0 })
        {
            throw RequestFailure.Missing(name);
        }

        IReadOnlyList<Arguments> turns = arguments.Objects(name);
        foreach (Arguments turn in turns)
        {
            Check(turn);
        }

        if (turns.All(turn => turn.Text("role") != User))
        {
            throw RequestFailure.Invalid(name, $"Invalid '{name}': there is no message of the user to answer.");
        }

        List<Turn> messages = Turn.ReadAll(arguments[name]!.Deserialize<JsonElement>(), name);
        return new Turns(
            TrainingExample.QuestionOf(messages), messages.Sum(message => Tokenizer.Count(message.Text)));
    }

    private static void Check(Arguments turn)
    {
        string role = turn.RequiredText("role");
        if (!s_roles.Contains(role))
        {
            throw turn.Invalid("role", $"'{role}' is not one of {string.Join(", ", s_roles)}.");
        }

        JsonNode? content = turn["content"];
        if (content is JsonArray { Count: > 0 })
        {
            foreach (Arguments part in turn.Objects("content"))
            {
                CheckPart(part);
            }
        }
        else if (content is JsonArray)
        {
            throw turn.Invalid("content", "it has no parts.");
        }
        else if (turn.Text("content") is null && !(role == "assistant" && s_acts.Any(act => turn[act] is not null)))
        {
            _ = turn.RequiredText("content");
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
