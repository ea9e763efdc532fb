using System.Text.Json.Serialization;

namespace OpenAIFineTune.Api.Transport;

/// <summary>Reads a list page by page; the next is asked for when the last item of this one was taken.</summary>
internal static class Pages
{
    // A list that goes on after so many has no end.
    private const int MostPages = 10_000;

    /// <param name="transport">What sends the requests.</param>
    /// <param name="path">The list's path, with any query but <c>limit</c> and <c>after</c>.</param>
    /// <param name="limit">The items of a page.</param>
    /// <param name="read">Reads an item.</param>
    /// <param name="after">The id after which to start; null for the first page.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        ApiTransport transport,
        string path,
        int limit,
        Func<JsonElement, T> read,
        string? after = null,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        string list = $"{path}{(path.Contains('?') ? '&' : '?')}limit={limit}";
        HashSet<string?> starts = [after];
        for (bool more = true; more;)
        {
            if (starts.Count > MostPages)
            {
                throw new FineTuneException("AnswerTooLong", $"The list '{path}' has more than {MostPages:N0} pages.");
            }

            string page = after is null ? list : $"{list}&after={Uri.EscapeDataString(after)}";
            Page response = await transport
                .SendAsync<Page>(new ApiRequest(HttpMethod.Get, page), cancellation).ConfigureAwait(false);
            JsonElement[] items = [.. response.Items];
            string? last = items is [.., JsonElement item] ? item.Text("id") ?? "" : null;
            if (last is not null && !starts.Add(last))
            {
                yield break; // A server that ignores 'after' sends the same pages for ever.
            }

            foreach (JsonElement one in items)
            {
                yield return read(one);
            }

            // Old servers leave has_more out (openai-openapi#168): then a full page may have a next one.
            more = (response.HasMore ?? items.Length >= limit) && !string.IsNullOrEmpty(last);
            after = last;
        }
    }

    /// <summary>A page of a list.</summary>
    internal sealed record Page(IReadOnlyList<JsonElement>? Data, bool? HasMore)
    {
        /// <summary>What is there: some servers send null for a thing that they could not read.</summary>
        [JsonIgnore]
        public IEnumerable<JsonElement> Items => (Data ?? []).Where(item => item.ValueKind != JsonValueKind.Null);
    }
}
