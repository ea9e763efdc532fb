namespace OpenAIFineTune.PowerShell;

/// <summary>
/// Runs tasks side by side and hands their results on in the order they were added. It holds a bounded number, so that
/// the memory of a run does not grow with its length.
/// </summary>
/// <param name="parallel">How many run at once.</param>
internal sealed class OrderedWindow<T>(int parallel) : IDisposable
{
    // While the first is slow, those behind it may finish and wait; the window is what bounds them.
    private const int WaitingPerRunning = 4;

    private readonly int _capacity = parallel == 1 ? 1 : parallel * WaitingPerRunning;
    private readonly SemaphoreSlim _running = new(parallel);
    private readonly Queue<Task<T>> _tasks = new();

    /// <summary>True while nothing waits to be taken.</summary>
    public bool IsEmpty => _tasks.Count == 0;

    /// <summary>True when the first task must be taken before another is added, or can be without waiting.</summary>
    public bool MustTake => _tasks.Count >= _capacity || (_tasks.TryPeek(out Task<T>? first) && first.IsCompleted);

    /// <summary>Adds work, which starts as soon as fewer than the allowed number run.</summary>
    public void Add(Func<Task<T>> work, CancellationToken cancellation) => _tasks.Enqueue(RunAsync(work, cancellation));

    /// <summary>Waits for the oldest result.</summary>
    public Task<T> TakeAsync(CancellationToken cancellation) => _tasks.Dequeue().WaitAsync(cancellation);

    public void Dispose() => _running.Dispose();

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
