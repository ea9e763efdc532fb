using System.Text.Json.Serialization;

namespace OpenAIFineTune.Api.Transport;

/// <summary>A page of a list. Old servers leave <c>has_more</c> out.</summary>
internal sealed class ListResponse<T>
{
    public IReadOnlyList<T?>? Data { get; init; }

    /// <summary>What is there: some servers send null for a thing that they could not read.</summary>
    [JsonIgnore]
    public IReadOnlyList<T> Items => [.. (Data ?? []).OfType<T>()];

    public bool? HasMore { get; init; }
}
