namespace OpenAIFineTune.Api.Transport;

/// <summary>One event of a stream.</summary>
/// <param name="Type">The event's name; empty when the server gave none.</param>
/// <param name="Data">Its data, lines joined by a line feed.</param>
internal readonly record struct ServerSentEvent(string Type, string Data);
