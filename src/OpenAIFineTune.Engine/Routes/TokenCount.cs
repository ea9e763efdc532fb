using System.Text.Json.Nodes;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>The tokens of a request and of its answers.</summary>
internal sealed record TokenCount(int Prompt, int Completion)
{
    public JsonObject Describe() => new()
    {
        ["prompt_tokens"] = Prompt,
        ["completion_tokens"] = Completion,
        ["total_tokens"] = Prompt + Completion,
    };
}
