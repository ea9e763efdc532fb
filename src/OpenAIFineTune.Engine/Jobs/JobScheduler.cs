using OpenAIFineTune.Engine.Store;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine.Jobs;

/// <summary>Finds the jobs that nobody works on and runs them, those of a process that died included.</summary>
internal sealed class JobScheduler : IAsyncDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    private readonly JobStore _jobs;
    private readonly JobRunner _runner;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly Dictionary<string, Task> _running = [];
    private readonly Task _loop;

    public JobScheduler(JobStore jobs, JobRunner runner)
    {
        _jobs = jobs;
        _runner = runner;
        _jobs.Changed += OnChanged;
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>Stops the work where it stands; the next engine on the folder goes on with it.</summary>
    public async ValueTask DisposeAsync()
    {
        _jobs.Changed -= OnChanged;
        await _stop.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        await Task.WhenAll(_running.Values).ConfigureAwait(false);
        _stop.Dispose();
        _wake.Dispose();
    }

    private void OnChanged(StoredJob job)
    {
        if (job.Status is JobStatus.ValidatingFiles or JobStatus.Queued)
        {
            _ = _wake.Release();
        }
        else if (JobStatus.IsFinal(job.Status))
        {
            _runner.RemoveWork(job.Id);
        }
    }

    private async Task LoopAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await _jobs.RecordHeldAsync().ConfigureAwait(false);
                Start();
                _ = await _wake.WaitAsync(s_interval, _stop.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // The loop's condition ends it.
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or KnownFailure)
            {
                // The folder is away for the moment, can't be written to, or became unsafe.
                await Task.Delay(s_interval, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private void Start()
    {
        foreach (string ended in _running.Where(pair => pair.Value.IsCompleted).Select(pair => pair.Key).ToList())
        {
            _ = _running.Remove(ended);
        }

        foreach (string id in _jobs.ActiveIds().Where(id => !_running.ContainsKey(id)))
        {
            _running[id] = Task.Run(() => _runner.RunAsync(id, _stop.Token));
        }
    }
}
