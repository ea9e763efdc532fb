namespace OpenAIFineTune.Api.Wire;

/// <summary>A page of a list. Old servers leave <c>has_more</c> out.</summary>
internal sealed class ListResponse<T>
{
    public IReadOnlyList<T>? Data { get; init; }

    public bool? HasMore { get; init; }
}
