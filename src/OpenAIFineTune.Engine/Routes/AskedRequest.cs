using System.Text.Json;
using System.Text.Json.Nodes;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>A request for answers: what all endpoints have in common of it.</summary>
/// <param name="Arguments">What it says.</param>
/// <param name="ModelName">The model that it asks.</param>
internal sealed record AskedRequest(Arguments Arguments, string ModelName)
{
    // No learner here looks at these. They are checked for their kind all the same, since a request that a service
    // would refuse is not to be answered here.
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

    /// <summary>True for a response in pieces, as the answers are written.</summary>
    public bool IsStreamed => Arguments.Flag("stream");

    public static async Task<AskedRequest> ReadAsync(ProtocolRequest request, CancellationToken cancellation)
    {
        Arguments arguments = await request.ReadArgumentsAsync(cancellation).ConfigureAwait(false);
        CheckUnused(arguments);
        string model = request.Captures.Count > 0 ? request.Id : arguments.RequiredText("model");
        return new AskedRequest(arguments, model);
    }

    /// <summary>
    /// Refuses a request for anything but free text. The learners answer as their examples do: they call no tools and
    /// keep to no schema, and a client that relies on either would fail later and without a reason.
    /// </summary>
    /// <param name="format">The part that names the format of the answer.</param>
    public void RequireFreeText(Arguments format)
    {
        if (format.Text("type") is string type and not "text")
        {
            throw format.Unsupported("type", $"The local engine answers in free text, not as '{type}'.");
        }

        foreach (string name in new[] { "tool_choice", "function_call" })
        {
            if (Arguments[name] is JsonNode choice && !LeavesChoice(choice))
            {
                throw Arguments.Unsupported(name, "The local engine calls no tools.");
            }
        }

        if (Arguments.Texts("modalities").Any(modality => modality != "text"))
        {
            throw Arguments.Unsupported("modalities", "The local engine answers in text.");
        }
    }

    private static void CheckUnused(Arguments arguments)
    {
        Array.ForEach(s_texts, name => arguments.Text(name));
        Array.ForEach(s_flags, name => arguments.Flag(name));
        Array.ForEach(s_objects, name => arguments.Nested(name));
        Array.ForEach(s_lists, name => arguments.Objects(name));
    }

    private static bool LeavesChoice(JsonNode choice) => choice switch
    {
        JsonObject named => (named["allowed_tools"] as JsonObject ?? named)["mode"]?.ToString() == "auto",
        _ => choice.GetValueKind() == JsonValueKind.String && choice.GetValue<string>() is "auto" or "none",
    };
}
