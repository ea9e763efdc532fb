namespace OpenAIFineTune.Engine.Store;

/// <summary>Why a job failed.</summary>
internal sealed record JobFault(string Code, string Message, string? Param);
