namespace OpenAIFineTune.Engine.Store;

/// <summary>What a list needs of a job before it reads it; none of it ever changes.</summary>
internal sealed record JobKey(string Id, long Sequence, IReadOnlyDictionary<string, string> Metadata);
