using OpenAIFineTune.Data.Examples;

namespace OpenAIFineTune.Tests.Data.Examples;

public sealed class InOrderTests
{
    private bool _isClosed;

    private IEnumerable<int> Endless(CancellationToken stop)
    {
        try
        {
            for (int i = 1; ; i++)
            {
                stop.ThrowIfCancellationRequested();
                yield return i;
            }
        }
        finally
        {
            _isClosed = true;
        }
    }

    private static IEnumerable<int> Failing(CancellationToken stop)
    {
        yield return 1;
        yield return 2;
        throw new FineTuneException("InvalidJson", "No.");
    }

    [Fact]
    public void Results_come_in_the_order_of_the_reading_however_long_each_takes()
    {
        IEnumerable<int> results = InOrder.Select(
            Endless,
            i =>
            {
                SpinWait.SpinUntil(() => false, i % 7 == 0 ? 1 : 0);
                return -i;
            },
            CancellationToken.None);

        Assert.Equal(Enumerable.Range(1, 500).Select(i => -i), results.Take(500));
    }

    [Fact]
    public void Stopping_early_ends_the_reading_before_the_loop_is_left()
    {
        _ = InOrder.Select(Endless, i => i, CancellationToken.None).First();

        Assert.True(_isClosed);
    }

    [Fact]
    public void Only_a_few_items_are_read_ahead()
    {
        int most = 0;
        foreach (int result in InOrder.Select(Endless, i => Interlocked.Exchange(ref most, i) + i, CancellationToken.None).Take(50))
        {
            Assert.True(result > 0);
        }

        Assert.InRange(most, 50, 50 + (4 * Environment.ProcessorCount));
    }

    [Fact]
    public void A_failure_of_the_reading_comes_after_all_that_was_read_before()
    {
        List<int> seen = [];

        FineTuneException failure = Assert.Throws<FineTuneException>(() =>
        {
            foreach (int item in InOrder.Select(Failing, i => i, CancellationToken.None))
            {
                seen.Add(item);
            }
        });

        Assert.Equal("InvalidJson", failure.ErrorId);
        Assert.Equal([1, 2], seen);
    }

    [Fact]
    public void A_failure_of_the_work_comes_in_its_turn_and_ends_the_reading()
    {
        List<int> seen = [];

        _ = Assert.Throws<InvalidOperationException>(() =>
        {
            foreach (int item in InOrder.Select(Endless, i => i == 3 ? throw new InvalidOperationException() : i, CancellationToken.None))
            {
                seen.Add(item);
            }
        });

        Assert.Equal([1, 2], seen);
        Assert.True(_isClosed);
    }

    [Fact]
    public void Cancelling_ends_both_sides()
    {
        using CancellationTokenSource stop = new();

        _ = Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (int _ in InOrder.Select(Endless, i => i, stop.Token))
            {
                stop.Cancel();
            }
        });
        Assert.True(_isClosed);
    }
}
