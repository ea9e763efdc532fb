namespace OpenAIFineTune.Api.Uploads;

/// <summary>How far a transfer has come.</summary>
/// <param name="Sent">The bytes that are through.</param>
/// <param name="Total">The bytes in all.</param>
internal readonly record struct TransferProgress(long Sent, long Total);
