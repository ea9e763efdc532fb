using System.Text.Json;
using System.Text.Json.Nodes;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>
/// Refuses a request for anything but free text. The learner answers as its examples do: it calls no tools and keeps
/// to no schema, and a client that relies on either would fail later and without a reason.
/// </summary>
internal static class FreeText
{
    /// <param name="arguments">The request.</param>
    /// <param name="format">Its part that names the format of the answer.</param>
    public static void Require(Arguments arguments, Arguments format)
    {
        if (format.Text("type") is string type and not "text")
        {
            throw format.Unsupported("type", $"The local engine answers in free text, not as '{type}'.");
        }

        foreach (string name in new[] { "tool_choice", "function_call" })
        {
            if (arguments[name] is JsonNode choice && !LeavesChoice(choice))
            {
                throw arguments.Unsupported(name, "The local engine calls no tools.");
            }
        }

        if (arguments.Texts("modalities").Any(modality => modality != "text"))
        {
            throw arguments.Unsupported("modalities", "The local engine answers in text.");
        }
    }

    private static bool LeavesChoice(JsonNode choice) => choice switch
    {
        JsonObject named => (named["allowed_tools"] as JsonObject ?? named)["mode"]?.ToString() == "auto",
        _ => choice.GetValueKind() == JsonValueKind.String && choice.GetValue<string>() is "auto" or "none",
    };
}
