namespace OpenAIFineTune.Engine.Baseline;

/// <summary>A text as the learner sees it: the rows of its features, ascending, and how much each weighs.</summary>
internal readonly record struct FeatureVector(int[] Rows, float[] Values);
