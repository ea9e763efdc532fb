namespace OpenAIFineTune.Data.Reading.Json;

/// <summary>A JSON value that should be a row, and the line that it begins on.</summary>
internal readonly record struct JsonRecord(JsonElement Value, long Line);
