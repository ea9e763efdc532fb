using Microsoft.Extensions.Time.Testing;
using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Tests.Api.Transport;

public sealed class RateGateTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly RateGate _gate;

    public RateGateTests() => _gate = new RateGate(_time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Nobody_waits_before_the_service_asks_for_it()
        => Assert.All(Enumerable.Range(0, 100), _ => Assert.True(_gate.EnterAsync(Cancellation).IsCompletedSuccessfully));

    [Fact]
    public async Task A_pause_holds_everybody_and_then_lets_one_in()
    {
        await _gate.EnterAsync(Cancellation);
        _gate.SlowDown(TimeSpan.FromSeconds(2));
        _gate.Leave(isWelcome: false);
        Task first = _gate.EnterAsync(Cancellation);
        Task second = _gate.EnterAsync(Cancellation);

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(first.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(1));
        await first.WaitAsync(Cancellation);
        Assert.False(second.IsCompleted);
    }

    [Fact]
    public async Task Every_welcome_request_makes_room_for_one_more()
    {
        _gate.SlowDown(TimeSpan.FromSeconds(1));
        Task[] waiting = [.. Enumerable.Range(0, 7).Select(_ => _gate.EnterAsync(Cancellation))];
        _time.Advance(TimeSpan.FromSeconds(1));
        await waiting[0].WaitAsync(Cancellation);

        _gate.Leave(isWelcome: true);
        await Task.WhenAll(waiting[1], waiting[2]).WaitAsync(Cancellation);
        Assert.False(waiting[3].IsCompleted);

        _gate.Leave(isWelcome: true);
        await Task.WhenAll(waiting[3], waiting[4]).WaitAsync(Cancellation);
        _gate.Leave(isWelcome: false);
        await waiting[5].WaitAsync(Cancellation);
        Assert.False(waiting[6].IsCompleted);
    }

    [Fact]
    public async Task The_longest_pause_counts()
    {
        _gate.SlowDown(TimeSpan.FromSeconds(5));
        _gate.SlowDown(TimeSpan.FromSeconds(1));
        Task entering = _gate.EnterAsync(Cancellation);

        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.False(entering.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        await entering.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task Who_gives_up_waiting_leaves_the_turn_to_the_next()
    {
        using CancellationTokenSource stop = new();
        _gate.SlowDown(TimeSpan.FromSeconds(1));
        Task first = _gate.EnterAsync(stop.Token);
        Task second = _gate.EnterAsync(Cancellation);

        stop.Cancel();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        _time.Advance(TimeSpan.FromSeconds(1));

        await second.WaitAsync(Cancellation);
    }
}
