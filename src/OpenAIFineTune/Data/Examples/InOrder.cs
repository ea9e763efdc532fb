using System.Collections.Concurrent;

namespace OpenAIFineTune.Data.Examples;

/// <summary>
/// Reads on a thread of its own, works on what was read on all cores, and gives the results in the order of the
/// reading, on the caller's thread. What is thrown arrives there too; when the caller stops early, so does the reading.
/// </summary>
internal static class InOrder
{
    // One for each core is worked on while another waits; more would only cost memory.
    private static readonly int s_ahead = 2 * Environment.ProcessorCount;

    /// <summary>The results of <paramref name="work"/> for each item.</summary>
    public static IEnumerable<TResult> Select<TItem, TResult>(
        Func<CancellationToken, IEnumerable<TItem>> read, Func<TItem, TResult> work, CancellationToken cancellation)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using BlockingCollection<Task<TResult>> queue = new(s_ahead);
        Task reading = Task.Factory.StartNew(
            () => Fill(queue, read, work, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        try
        {
            foreach (Task<TResult> result in queue.GetConsumingEnumerable(cancellation))
            {
                yield return result.GetAwaiter().GetResult();
            }

            // Ends with what the reading ended with.
            reading.GetAwaiter().GetResult();
        }
        finally
        {
            // However the caller ends: what was read must be closed, and nothing worked on, before anybody goes on.
            stop.Cancel();
            _ = Task.WaitAny([reading], CancellationToken.None);
            Task.WhenAny(Task.WhenAll(queue)).GetAwaiter().GetResult();
        }
    }

    private static void Fill<TItem, TResult>(
        BlockingCollection<Task<TResult>> queue,
        Func<CancellationToken, IEnumerable<TItem>> read,
        Func<TItem, TResult> work,
        CancellationToken stop)
    {
        try
        {
            foreach (TItem item in read(stop))
            {
                queue.Add(Task.Run(() => work(item), CancellationToken.None), stop);
            }
        }
        finally
        {
            queue.CompleteAdding();
        }
    }
}
