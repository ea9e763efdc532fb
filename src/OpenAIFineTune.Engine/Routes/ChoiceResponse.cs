using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>A response with choices, as chats and completions have it: whole, or streamed.</summary>
/// <param name="asked">The request.</param>
/// <param name="choices">The answers, each made when it is taken.</param>
internal sealed class ChoiceResponse(AskedRequest asked, IEnumerable<Choice> choices)
{
    // In characters; a stream is not kept, so that it has no limit.
    private const long MaxSize = 8 * 1024 * 1024;

    public required string Id { get; init; }

    /// <summary>The protocol's name for what it is, whole and in pieces.</summary>
    public required (string Whole, string Piece) Kind { get; init; }

    public required string Fingerprint { get; init; }

    public required long Created { get; init; }

    public required int PromptTokens { get; init; }

    /// <summary>Responds as the request wants it, until nobody waits any more.</summary>
    public ProtocolResponse Respond(CancellationToken cancellation)
    {
        bool tellsUsage = asked.Arguments.Nested("stream_options").Flag("include_usage");
        return asked.IsStreamed
            ? ProtocolResponse.Events(StreamAsync(tellsUsage, cancellation))
            : ProtocolResponse.Json(Whole(cancellation));
    }

    private JsonObject Whole(CancellationToken cancellation)
    {
        JsonArray described = [];
        long size = 0;
        int tokens = 0;
        foreach (Choice choice in choices)
        {
            cancellation.ThrowIfCancellationRequested();
            described.Add(choice.Describe());
            tokens += choice.TokenCount;
            size += choice.Size;
            if (size > MaxSize)
            {
                throw RequestFailure.Invalid(
                    "n", "The answers to this request would be too large. Ask for fewer, or without probabilities.");
            }
        }

        JsonObject body = Begin(Kind.Whole, described);
        body["usage"] = Usage(tokens);
        return body;
    }

    // One message for each piece, and one for the token counts where asked for.
    private async IAsyncEnumerable<JsonNode> StreamAsync(
        bool tellsUsage, [EnumeratorCancellation] CancellationToken cancellation)
    {
        int tokens = 0;
        foreach (Choice choice in choices)
        {
            foreach (JsonObject piece in choice.Pieces())
            {
                await Task.Yield();
                cancellation.ThrowIfCancellationRequested();
                JsonObject message = Begin(Kind.Piece, [piece]);
                if (tellsUsage)
                {
                    message["usage"] = null;
                }

                yield return message;
            }

            tokens += choice.TokenCount;
        }

        if (tellsUsage)
        {
            JsonObject last = Begin(Kind.Piece, []);
            last["usage"] = Usage(tokens);
            yield return last;
        }
    }

    private JsonObject Begin(string kind, JsonArray described) => new()
    {
        ["id"] = Id,
        ["object"] = kind,
        ["created"] = Created,
        ["model"] = asked.ModelName,
        ["system_fingerprint"] = Fingerprint,
        ["choices"] = described,
    };

    private JsonObject Usage(int tokens) => new()
    {
        ["prompt_tokens"] = PromptTokens,
        ["completion_tokens"] = tokens,
        ["total_tokens"] = PromptTokens + tokens,
    };
}
