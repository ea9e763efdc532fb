namespace OpenAIFineTune.Engine.Baseline;

/// <summary>A question and the answer to learn.</summary>
internal sealed record TrainingExample(string Prompt, string Completion);
