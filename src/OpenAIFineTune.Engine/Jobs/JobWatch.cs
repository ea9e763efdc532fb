using OpenAIFineTune.Engine.Store;

namespace OpenAIFineTune.Engine.Jobs;

/// <summary>Cancels the work on a job once its status says so, whichever process changed it.</summary>
internal sealed class JobWatch : IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(250);

    private readonly JobStore _jobs;
    private readonly StoredJob _job;
    private readonly CancellationTokenSource _stop;
    private readonly ITimer _timer;

    public JobWatch(JobStore jobs, StoredJob job, TimeProvider time, CancellationToken shutdown)
    {
        _jobs = jobs;
        _job = job;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(shutdown);
        _timer = time.CreateTimer(_ => Look(), null, s_interval, s_interval);
        _jobs.Changed += OnChanged;
    }

    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        _jobs.Changed -= OnChanged;
        _timer.Dispose();
        lock (_stop)
        {
            _stop.Dispose();
        }
    }

    // An exception on a timer's thread would end the process; the training meets the same fault and says it.
    private void Look()
    {
        try
        {
            if (_jobs.Find(_job.Id) is StoredJob job)
            {
                OnChanged(job);
            }
            else
            {
                Stop();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder may be away for the moment.
        }
        catch (Exception)
        {
            Stop();
        }
    }

    private void OnChanged(StoredJob job)
    {
        if (job.Id == _job.Id && !job.IsStillRun(_job))
        {
            Stop();
        }
    }

    private void Stop()
    {
        lock (_stop)
        {
            try
            {
                _stop.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // The work ended at the same time.
            }
        }
    }
}
