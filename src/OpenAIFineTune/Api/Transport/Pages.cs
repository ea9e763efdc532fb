using System.Runtime.CompilerServices;

namespace OpenAIFineTune.Api.Transport;

/// <summary>Reads a list page by page; the next is asked for when the last item of this one was taken.</summary>
internal static class Pages
{
    // A list that goes on after so many has no end.
    private const int MostPages = 10_000;

    /// <param name="transport">What sends the requests.</param>
    /// <param name="path">The list's path, with any query but <c>limit</c> and <c>after</c>.</param>
    /// <param name="limit">The items of a page.</param>
    /// <param name="idOf">Where the next page starts: the id of an item.</param>
    /// <param name="after">The id after which to start; null for the first page.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        ApiTransport transport,
        string path,
        int limit,
        Func<T, string> idOf,
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
            ListResponse<T> answer = await transport
                .SendAsync<ListResponse<T>>(new ApiRequest(HttpMethod.Get, page), cancellation)
                .ConfigureAwait(false);
            IReadOnlyList<T> items = answer.Items;
            string? last = items.Count > 0 ? idOf(items[^1]) : null;
            if (last is not null && !starts.Add(last))
            {
                yield break; // A server that ignores 'after' sends the same pages for ever.
            }

            foreach (T item in items)
            {
                yield return item;
            }

            // Old servers leave has_more out (openai-openapi#168): then a full page may have a next one.
            more = (answer.HasMore ?? items.Count >= limit) && !string.IsNullOrEmpty(last);
            after = last;
        }
    }
}
