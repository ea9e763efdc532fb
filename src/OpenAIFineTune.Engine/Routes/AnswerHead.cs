using System.Text.Json.Nodes;
using OpenAIFineTune.Engine.Baseline;
using OpenAIFineTune.Engine.Store;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>What every message of an answer begins with.</summary>
internal sealed class AnswerHead
{
    /// <summary>Says by the system fingerprint that an answer is that of the most similar training example.</summary>
    public const string NearestExample = "nearest_example";

    private readonly string _id;
    private readonly string _kind;
    private readonly string _model;
    private readonly long _created;
    private readonly string _fingerprint;

    public AnswerHead(string idPrefix, string kind, string modelName, BaselineModel model, long created)
    {
        _id = ResourceId.New(idPrefix);
        _kind = kind;
        _model = modelName;
        _created = created;
        _fingerprint = model.IsNearestExample ? NearestExample : "classifier";
    }

    public JsonObject Describe() => new()
    {
        ["id"] = _id,
        ["object"] = _kind,
        ["created"] = _created,
        ["model"] = _model,
        ["system_fingerprint"] = _fingerprint,
    };

    /// <summary>The messages of a streamed answer: one for each piece, and the token counts where asked for.</summary>
    public async IAsyncEnumerable<JsonNode> Stream(IEnumerable<JsonObject> pieces, TokenCount? tokens)
    {
        foreach (JsonObject piece in pieces)
        {
            await Task.Yield();
            JsonObject message = Describe();
            message["choices"] = new JsonArray(piece);
            if (tokens is not null)
            {
                message["usage"] = null;
            }

            yield return message;
        }

        if (tokens is not null)
        {
            JsonObject last = Describe();
            last["choices"] = new JsonArray();
            last["usage"] = tokens.Describe();
            yield return last;
        }
    }
}
