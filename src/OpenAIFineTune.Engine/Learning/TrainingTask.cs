using System.Text.Json.Nodes;
using OpenAIFineTune.Protocol.Examples;

namespace OpenAIFineTune.Engine.Learning;

/// <summary>What is to be learned.</summary>
/// <param name="Model">The base model, or the name of the learned one to learn on from.</param>
/// <param name="Training">The examples, read anew each time; each has an answer to learn.</param>
/// <param name="Validation">The examples to measure by; none for no measurements.</param>
/// <param name="Hyperparameters">By the protocol's names: a number, or what leaves it to the learner.</param>
/// <param name="Seed">The same seed and examples give the same model.</param>
internal sealed record TrainingTask(
    string Model,
    IEnumerable<TrainingLine> Training,
    IEnumerable<TrainingLine> Validation,
    JsonObject Hyperparameters,
    long Seed)
{
    /// <summary>An earlier model of the same learner to learn on from; null to start from the base.</summary>
    public Stream? Earlier { get; init; }

    /// <summary>The state of the training to go on with; null to begin.</summary>
    public Stream? State { get; init; }
}
