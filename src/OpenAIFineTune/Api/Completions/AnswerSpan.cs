namespace OpenAIFineTune.Api.Completions;

/// <summary>Where a request's answers stand in a log.</summary>
/// <param name="Start">The offset of the first one.</param>
/// <param name="Length">The bytes of all of them.</param>
internal readonly record struct AnswerSpan(long Start, int Length);
