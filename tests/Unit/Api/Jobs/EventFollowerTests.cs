using System.Globalization;
using OpenAIFineTune.Api.Jobs;

namespace OpenAIFineTune.Tests.Api.Jobs;

public sealed class EventFollowerTests
{
    private readonly List<(string Id, long Time)> _events = [];
    private bool _fails;

    [Fact]
    public async Task Events_come_oldest_first_and_once_over_many_pages()
    {
        EventFollower follower = new(Service().Client().Jobs, "j");
        Add(250);
        string[] first = await ReadAsync(follower);
        Add(120);
        string[] second = await ReadAsync(follower);
        string[] third = await ReadAsync(follower);

        Assert.Equal(_events.Select(item => item.Id), first.Concat(second));
        Assert.Equal(250, first.Length);
        Assert.Empty(third);
    }

    [Fact]
    public async Task A_failure_half_way_leaves_nothing_out()
    {
        EventFollower follower = new(Service().Client().Jobs, "j");
        Add(150);
        _fails = true;
        _ = await Assert.ThrowsAnyAsync<Exception>(() => ReadAsync(follower));
        _fails = false;

        Assert.Equal(_events.Select(item => item.Id), await ReadAsync(follower));
    }

    [Fact]
    public async Task An_event_that_is_listed_late_still_comes()
    {
        EventFollower follower = new(Service().Client().Jobs, "j");
        Add(3);
        (string Id, long Time) late = _events[1];
        _events.RemoveAt(1);
        _ = await ReadAsync(follower);
        _events.Insert(1, late);

        Assert.Equal([late.Id], await ReadAsync(follower));
    }

    private static async Task<string[]> ReadAsync(EventFollower follower)
        => [.. (await follower.ReadNewAsync(CancellationToken.None)).Select(item => item.Id)];

    private void Add(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _events.Add(($"e{_events.Count}", 1000 + (_events.Count / 7)));
        }
    }

    // As the protocol says: newest first, in pages.
    private FakeService Service() => new((asked, _) =>
    {
        string? after = asked.Contains("after=", StringComparison.Ordinal) ? asked.Split("after=")[1] : null;
        if (_fails && after is not null)
        {
            return FakeService.Error(System.Net.HttpStatusCode.InternalServerError, "server_error");
        }

        (string Id, long Time)[] newest = [.. _events.AsEnumerable().Reverse()];
        int start = after is null ? 0 : Array.FindIndex(newest, item => item.Id == after) + 1;
        (string Id, long Time)[] page = [.. newest.Skip(start).Take(100)];
        string items = string.Join(',', page.Select(item => string.Create(
            CultureInfo.InvariantCulture, $$"""{"id":"{{item.Id}}","created_at":{{item.Time}},"message":"m","type":"message"}""")));
        bool more = start + page.Length < newest.Length;
        return FakeService.Json($$"""{"object":"list","data":[{{items}}],"has_more":{{(more ? "true" : "false")}}}""");
    });
}
