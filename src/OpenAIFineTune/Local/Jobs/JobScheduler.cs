using System.Collections.Concurrent;
using OpenAIFineTune.Local.Store;

namespace OpenAIFineTune.Local.Jobs;

/// <summary>Finds the jobs that nobody works on and runs them, those of a process that died included.</summary>
internal sealed class JobScheduler : IAsyncDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    private readonly JobStore _jobs;
    private readonly JobRunner _runner;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly ConcurrentDictionary<string, Task> _running = new();
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
    }

    private async Task LoopAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                foreach (string id in _jobs.ActiveIds().Where(id => !_running.ContainsKey(id)))
                {
                    _running[id] = RunAsync(id);
                }

                _ = await _wake.WaitAsync(s_interval, _stop.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // The loop's condition ends it.
            }
            catch (IOException)
            {
                // The folder is away for the moment, or for good when its owner deleted it.
                await Task.Delay(s_interval, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private async Task RunAsync(string id)
    {
        await Task.Yield();
        await _runner.RunAsync(id, _stop.Token).ConfigureAwait(false);
        _ = _running.TryRemove(id, out _);
    }
}
