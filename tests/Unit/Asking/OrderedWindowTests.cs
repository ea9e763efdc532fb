using OpenAIFineTune.Asking;

namespace OpenAIFineTune.Tests.Asking;

public sealed class OrderedWindowTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Results_come_in_order_whichever_is_ready_first()
    {
        OrderedWindow<int> window = new(parallel: 2);
        TaskCompletionSource<int> first = new();
        window.Add(() => first.Task, Cancellation);
        window.Add(() => Task.FromResult(2), Cancellation);

        Task<int> taken = TakeAsync(window);
        Assert.False(taken.IsCompleted);
        first.SetResult(1);

        Assert.Equal(1, await taken);
        Assert.Equal(2, await TakeAsync(window));
        Assert.Empty(await window.TakeAsync(all: true, Cancellation).ToArrayAsync(Cancellation));
    }

    [Fact]
    public async Task No_more_than_the_allowed_number_run()
    {
        OrderedWindow<int> window = new(parallel: 3);
        TaskCompletionSource<int>[] work = [.. Enumerable.Range(0, 8).Select(_ => new TaskCompletionSource<int>())];
        TaskCompletionSource[] started = [.. work.Select(_ => new TaskCompletionSource())];
        for (int i = 0; i < work.Length; i++)
        {
            int number = i;
            window.Add(
                () =>
                {
                    started[number].SetResult();
                    return work[number].Task;
                },
                Cancellation);
        }

        Assert.Equal(3, started.Count(start => start.Task.IsCompleted));
        work[1].SetResult(0);
        await started[3].Task.WaitAsync(Cancellation);
        Assert.Equal(4, started.Count(start => start.Task.IsCompleted));
    }

    [Fact]
    public void The_window_is_bounded()
    {
        OrderedWindow<int> window = new(parallel: 2);
        int added = 0;
        while (!window.MustTake)
        {
            window.Add(() => new TaskCompletionSource<int>().Task, Cancellation);
            added++;
        }

        Assert.Equal(8, added);
    }

    [Fact]
    public void One_at_a_time_is_taken_before_the_next_is_added()
    {
        OrderedWindow<int> window = new(parallel: 1);
        Assert.False(window.MustTake);

        window.Add(() => new TaskCompletionSource<int>().Task, Cancellation);

        Assert.True(window.MustTake);
    }

    [Fact]
    public async Task Cancelling_ends_what_waits()
    {
        using CancellationTokenSource stop = new();
        OrderedWindow<int> window = new(parallel: 1);
        window.Add(() => new TaskCompletionSource<int>().Task.WaitAsync(stop.Token), stop.Token);
        window.Add(() => new TaskCompletionSource<int>().Task.WaitAsync(stop.Token), stop.Token);

        stop.Cancel();

        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TakeAsync(window));
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TakeAsync(window));
    }

    private static async Task<int> TakeAsync(OrderedWindow<int> window)
        => await window.TakeAsync(all: true, Cancellation).FirstAsync(Cancellation);
}
