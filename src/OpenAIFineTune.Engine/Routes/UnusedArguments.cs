using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>
/// What the answering endpoints take and the learner has no use for. It is checked for its kind all the same, since a
/// request that a service would refuse is not to be answered here.
/// </summary>
internal static class UnusedArguments
{
    private static readonly string[] s_texts =
    [
        "user", "service_tier", "truncation", "safety_identifier", "prompt_cache_key", "prompt_cache_retention",
        "reasoning_effort", "verbosity",
    ];

    private static readonly string[] s_flags = ["store", "parallel_tool_calls", "include_obfuscation"];

    private static readonly string[] s_objects =
    [
        "metadata", "logit_bias", "audio", "prediction", "reasoning", "web_search_options",
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
}
