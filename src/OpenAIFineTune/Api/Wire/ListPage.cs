using System.Runtime.CompilerServices;
using System.Text.Json;
using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api.Wire;

/// <summary>One page of a list answer.</summary>
/// <param name="Items">The page's elements, in the service's order.</param>
/// <param name="Next">The id to ask for the next page with; null on the last page.</param>
internal sealed record ListPage(IReadOnlyList<JsonElement> Items, string? Next)
{
    /// <summary>Reads the pages of a list one by one; the next is asked for only when the last was consumed.</summary>
    /// <param name="transport">Where to ask.</param>
    /// <param name="list">The list's path, with its query but for <c>after</c> and <c>limit</c>.</param>
    /// <param name="limit">The size of a page.</param>
    /// <param name="after">The id to start behind; null for the beginning.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async IAsyncEnumerable<ListPage> ReadAllAsync(
        ApiTransport transport,
        ApiRequest list,
        int limit,
        string? after,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        string? next = after;
        do
        {
            string query = $"{(list.Path.Contains('?') ? '&' : '?')}limit={limit}"
                + (next is null ? "" : $"&after={Uri.EscapeDataString(next)}");
            JsonElement answer = await transport
                .SendAsync<JsonElement>(list with { Path = list.Path + query }, cancellation).ConfigureAwait(false);
            ListPage page = Read(answer, limit);
            if (page.Next is not null && page.Next == next)
            {
                yield break; // The service does not know "after" and sends the same page for ever.
            }

            yield return page;
            next = page.Next;
        }
        while (next is not null);
    }

    private static ListPage Read(JsonElement answer, int limit)
    {
        List<JsonElement> items = [.. answer.Items("data")];

        // Old servers send no has_more (openai-openapi#168): then a full page may have a next one.
        bool hasMore = answer.Flag("has_more") ?? items.Count >= limit;
        string? last = answer.Text("last_id") ?? (items.Count > 0 ? items[^1].Text("id") : null);
        return new ListPage(items, hasMore && items.Count > 0 ? last : null);
    }
}
