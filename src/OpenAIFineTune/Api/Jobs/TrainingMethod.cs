using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api.Jobs;

/// <summary>A training method with its hyperparameters.</summary>
/// <param name="Type">The protocol's word: supervised, dpo or reinforcement; null for a service that knows no
/// methods.</param>
/// <param name="Hyperparameters">By the protocol's names; each a number or <c>auto</c>.</param>
/// <param name="Grader">What rates the answers in reinforcement; null otherwise.</param>
internal sealed record TrainingMethod(
    string? Type, IReadOnlyDictionary<string, JsonNode> Hyperparameters, JsonObject? Grader = null)
{
    /// <summary>Adds the method to the body of a request.</summary>
    public void AddTo(JsonObject body)
    {
        JsonObject hyperparameters = new(Hyperparameters.Select(pair =>
            KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value.DeepClone())));
        if (Type is null)
        {
            // The old place, deprecated at OpenAI, is the only one that most compatible services know.
            body["hyperparameters"] = hyperparameters;
            return;
        }

        JsonObject settings = [];
        settings.AddKnown("hyperparameters", hyperparameters.Count > 0 ? hyperparameters : null);
        settings.AddKnown("grader", Grader?.DeepClone());
        body["method"] = new JsonObject { ["type"] = Type, [Type] = settings };
    }
}
