using System.Text.Json;
using System.Text.Json.Nodes;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>
/// What the answering endpoints take and no learner here looks at. It is checked for its kind all the same, since a
/// request that a service would refuse is not to be answered here.
/// </summary>
internal static class AnswerArguments
{
    private static readonly string[] s_texts =
    [
        "user", "service_tier", "truncation", "safety_identifier", "prompt_cache_key", "prompt_cache_retention",
        "reasoning_effort", "verbosity",
    ];

    private static readonly string[] s_flags = ["store", "parallel_tool_calls", "include_obfuscation"];

    private static readonly string[] s_objects =
    [
        "metadata", "logit_bias", "audio", "prediction", "reasoning", "stream_options", "web_search_options",
    ];

    private static readonly string[] s_lists = ["tools", "functions"];

    public static void Check(Arguments arguments)
    {
        foreach (string name in s_texts)
        {
            _ = arguments.Text(name);
        }

        foreach (string name in s_flags)
        {
            _ = arguments.Flag(name);
        }

        foreach (string name in s_objects)
        {
            _ = arguments.Nested(name);
        }

        foreach (string name in s_lists)
        {
            _ = arguments.Objects(name);
        }
    }

    /// <summary>
    /// Refuses a request for anything but free text. The learners answer as their examples do: they call no tools and
    /// keep to no schema, and a client that relies on either would fail later and without a reason.
    /// </summary>
    /// <param name="arguments">The request.</param>
    /// <param name="format">Its part that names the format of the answer.</param>
    public static void RequireFreeText(Arguments arguments, Arguments format)
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
