using System.Collections.Concurrent;

namespace OpenAIFineTune.Data;

/// <summary>
/// Reads on another thread, a few thousand examples ahead, so that reading and judging share two cores. What is
/// reported and thrown reaches the caller on its own thread.
/// </summary>
internal sealed class ReadAhead(IExampleSource source) : IExampleSource
{
    private const int BatchSize = 512;
    private const int BatchesAhead = 8;

    // So that examples of many megabytes don't pile up.
    private const int CharsInBatch = 256 * 1024;

    public IEnumerable<Example> Read(Action<FineTuneDataIssue> report, CancellationToken cancellation)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using BlockingCollection<Batch> queue = new(BatchesAhead);
        Task reading = Task.Run(() => Fill(queue, stop.Token), CancellationToken.None);
        try
        {
            foreach (Batch batch in queue.GetConsumingEnumerable(cancellation))
            {
                batch.Issues.ForEach(report);
                foreach (Example example in batch.Examples)
                {
                    yield return example;
                }
            }

            reading.GetAwaiter().GetResult();
        }
        finally
        {
            // However the caller ends: the file must be closed before anybody goes on.
            stop.Cancel();
            ((IAsyncResult)reading).AsyncWaitHandle.WaitOne();
        }
    }

    private void Fill(BlockingCollection<Batch> queue, CancellationToken stop)
    {
        Batch batch = new();
        int chars = 0;
        try
        {
            foreach (Example example in source.Read(batch.Issues.Add, stop))
            {
                batch.Examples.Add(example);
                chars += example.Prompt.Length + example.Completion.Length + (example.Line?.Length ?? 0);
                if (batch.Examples.Count == BatchSize || chars >= CharsInBatch)
                {
                    chars = 0;
                    queue.Add(batch.Take(), stop);
                }
            }
        }
        finally
        {
            if (!stop.IsCancellationRequested)
            {
                queue.Add(batch, stop);
            }

            queue.CompleteAdding();
        }
    }

    private sealed class Batch
    {
        public List<Example> Examples { get; private set; } = new(BatchSize);

        public List<FineTuneDataIssue> Issues { get; } = [];

        /// <summary>What has been gathered, as a batch of its own; this one goes on empty.</summary>
        public Batch Take()
        {
            Batch full = new() { Examples = Examples };
            full.Issues.AddRange(Issues);
            Issues.Clear();
            Examples = new List<Example>(BatchSize);
            return full;
        }
    }
}
