using System.Globalization;
using System.Text.Json.Nodes;

namespace OpenAIFineTune.Protocol;

/// <summary>The paging of the protocol's lists: <c>limit</c> items that come behind the id in <c>after</c>.</summary>
internal sealed class Page(ProtocolRequest request, int defaultLimit, int maxLimit)
{
    private readonly string? _after = request.Query["after"];
    private readonly int _limit = ReadLimit(request.Query["limit"], defaultLimit, maxLimit);

    /// <summary>Takes the page's part of all items, which are in the list's order.</summary>
    public JsonObject Of<T>(
        IReadOnlyList<T> items, Func<T, string> idOf, Func<T, JsonObject?> describe, bool withEnds = false)
    {
        int first = 0;
        if (_after is not null)
        {
            first = 1 + items.Select(idOf).ToList().IndexOf(_after);
            if (first == 0)
            {
                throw RequestFailure.Invalid("after", $"Invalid 'after': there is no '{_after}' in the list.");
            }
        }

        List<T> page = [.. items.Skip(first).Take(_limit)];
        JsonObject list = ProtocolJson.List(page.Select(describe).OfType<JsonObject>());
        if (withEnds)
        {
            list["first_id"] = page.Count > 0 ? idOf(page[0]) : null;
            list["last_id"] = page.Count > 0 ? idOf(page[^1]) : null;
        }

        list["has_more"] = first + page.Count < items.Count;
        return list;
    }

    private static int ReadLimit(string? text, int defaultLimit, int maxLimit)
        => text is null ? defaultLimit
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int limit)
                && limit >= 1 && limit <= maxLimit ? limit
            : throw RequestFailure.Invalid("limit", $"Invalid 'limit': '{text}' is not in 1 to {maxLimit}.");
}
