namespace OpenAIFineTune.Asking;

/// <summary>
/// Runs tasks side by side and hands their results on in the order they were added. It holds a bounded number, so that
/// the memory of a run does not grow with its length.
/// </summary>
/// <param name="parallel">How many run at once.</param>
internal sealed class OrderedWindow<T>(int parallel)
{
    // While the first is slow, those behind it may finish and wait; the window is what bounds them.
    private const int WaitingPerRunning = 4;

    private readonly int _capacity = parallel == 1 ? 1 : parallel * WaitingPerRunning;
    private readonly SemaphoreSlim _running = new(parallel);
    private readonly Queue<Task<T>> _tasks = new();

    /// <summary>True when the first task must be taken before another is added, or can be without waiting.</summary>
    public bool MustTake => _tasks.Count >= _capacity || (_tasks.TryPeek(out Task<T>? first) && first.IsCompleted);

    /// <summary>Adds work, which starts as soon as fewer than the allowed number run.</summary>
    public void Add(Func<Task<T>> work, CancellationToken cancellation) => _tasks.Enqueue(RunAsync(work, cancellation));

    /// <summary>The oldest results: those that must be taken, or all, waiting for each.</summary>
    public async IAsyncEnumerable<T> TakeAsync(bool all, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (all ? _tasks.Count > 0 : MustTake)
        {
            yield return await _tasks.Dequeue().WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    private async Task<T> RunAsync(Func<Task<T>> work, CancellationToken cancellation)
    {
        await _running.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            _ = _running.Release();
        }
    }
}
