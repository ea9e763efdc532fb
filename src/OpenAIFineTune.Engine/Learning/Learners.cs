using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine.Learning;

/// <summary>The learners of an engine.</summary>
internal sealed class Learners(IReadOnlyList<ILearner> all)
{
    /// <summary>The base models of all.</summary>
    public IReadOnlyList<string> Bases => [.. all.SelectMany(learner => learner.Bases)];

    /// <summary>The learner that can train a base model; null when none can.</summary>
    public ILearner? ForBase(string model) => all.FirstOrDefault(learner => learner.Knows(model));

    /// <summary>The learner of that name, which made a model.</summary>
    public ILearner Named(string name) => all.FirstOrDefault(learner => learner.Name == name)
        ?? throw new KnownFailure("NotFound", $"The learner '{name}', which this model needs, is not there.")
        {
            Target = name,
        };
}
