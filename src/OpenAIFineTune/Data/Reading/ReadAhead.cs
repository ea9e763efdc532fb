using System.Collections.Concurrent;

namespace OpenAIFineTune.Data.Reading;

/// <summary>
/// Reads on another thread while the caller works on the rows before. Rows and issues arrive in the order they were
/// found in, on the caller's thread; when the caller stops early, so does the reading.
/// </summary>
internal static class ReadAhead
{
    private const int RowsInBatch = 256;
    private const int CharsInBatch = 128 * 1024;

    // Few, so that rows of many megabytes don't pile up.
    private const int BatchesAhead = 2;

    public static IEnumerable<Row> Rows(
        Func<Action<FineTuneDataIssue>, CancellationToken, IEnumerable<Row>> read,
        Action<FineTuneDataIssue> report,
        CancellationToken cancellation)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using BlockingCollection<List<Found>> queue = new(BatchesAhead);
        Task reading = Task.Factory.StartNew(
            () => Fill(queue, read, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        try
        {
            foreach (List<Found> batch in queue.GetConsumingEnumerable(cancellation))
            {
                foreach (Found found in batch)
                {
                    cancellation.ThrowIfCancellationRequested();
                    if (found.Issue is not null)
                    {
                        report(found.Issue);
                        continue;
                    }

                    yield return found.Row;
                }
            }

            // Ends with what the reading ended with.
            reading.GetAwaiter().GetResult();
        }
        finally
        {
            stop.Cancel();
            _ = Task.WaitAny([reading], CancellationToken.None);
        }
    }

    private static void Fill(
        BlockingCollection<List<Found>> queue,
        Func<Action<FineTuneDataIssue>, CancellationToken, IEnumerable<Row>> read,
        CancellationToken stop)
    {
        List<Found> batch = new(RowsInBatch);
        try
        {
            int chars = 0;
            foreach (Row row in read(issue => batch.Add(new Found(default, issue)), stop))
            {
                batch.Add(new Found(row, null));
                foreach (string? value in row.Values)
                {
                    chars += value?.Length ?? 0;
                }

                if (batch.Count >= RowsInBatch || chars >= CharsInBatch)
                {
                    queue.Add(batch, stop);
                    (batch, chars) = (new List<Found>(RowsInBatch), 0);
                }
            }
        }
        finally
        {
            try
            {
                queue.Add(batch, stop);
            }
            finally
            {
                queue.CompleteAdding();
            }
        }
    }

    private readonly record struct Found(Row Row, FineTuneDataIssue? Issue);
}
