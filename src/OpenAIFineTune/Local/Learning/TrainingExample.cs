namespace OpenAIFineTune.Local.Learning;

/// <summary>A question and the answer to learn.</summary>
internal sealed record TrainingExample(string Prompt, string Completion);
