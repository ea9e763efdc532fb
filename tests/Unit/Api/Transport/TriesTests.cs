using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Tests.Api.Transport;

public sealed class TriesTests
{
    private readonly InstantTime _time = new();
    private int _tries;
    private int _told;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pauses_grow_and_the_last_look_is_at_the_end()
    {
        string? found = await Looks().UntilAsync(() => Look(foundAt: 99), Cancellation);

        Assert.Null(found);
        Assert.Equal([1, 2, 4, 4, 4, 1], _time.Waits);
        Assert.Equal((7, 1), (_tries, _told));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 1)]
    public async Task What_is_found_ends_the_looks(int foundAt, int told)
    {
        Assert.Equal("found", await Looks().UntilAsync(() => Look(foundAt), Cancellation));
        Assert.Equal((foundAt, told), (_tries, _told));
    }

    [Fact]
    public async Task A_failure_is_tried_again_as_long_as_it_has_a_pause()
    {
        Task<string> Act() => throw new IOException($"{++_tries}");
        TimeSpan? PauseAfter(int tries, Exception failure)
            => tries < 3 ? TimeSpan.FromSeconds(int.Parse(failure.Message)) : null;

        IOException e = await Assert.ThrowsAsync<IOException>(
            () => new Tries(_time).AgainAsync(Act, PauseAfter, Cancellation));

        Assert.Equal("3", e.Message);
        Assert.Equal([1, 2], _time.Waits);
    }

    private Tries Looks() => new(_time)
    {
        FirstPause = TimeSpan.FromSeconds(1),
        Growth = 2,
        LongestPause = TimeSpan.FromSeconds(4),
        Patience = TimeSpan.FromSeconds(16),
        Waiting = () =>
        {
            _told++;
            return Task.CompletedTask;
        },
    };

    private Task<string?> Look(int foundAt) => Task.FromResult(++_tries == foundAt ? "found" : null);
}
