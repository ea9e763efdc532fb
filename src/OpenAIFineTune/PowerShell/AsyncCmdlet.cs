using System.Collections.Concurrent;
using System.Management.Automation;

namespace OpenAIFineTune.PowerShell;

/// <summary>
/// Runs a cmdlet's blocks as asynchronous code on the pool, while the pipeline thread executes what they post. Whatever
/// ends a block (its end, an error, Ctrl-C, a downstream command that stops early) cancels its code and waits for it.
/// </summary>
public abstract class AsyncCmdlet : PSCmdlet, IDisposable
{
    private static readonly TimeSpan s_unwindLimit = TimeSpan.FromSeconds(5);

    private readonly StopSignal _stop = new();
    private readonly StrongBox<PipelineWriter?> _writer = new();

    protected AsyncCmdlet() => Lifetime = _stop.Token;

    /// <summary>
    /// For work that goes on from one block to the next, such as requests that overlap: cancelled by Ctrl-C, and when
    /// the pipeline is done with the command, however it ended.
    /// </summary>
    protected CancellationToken Lifetime { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected sealed override void BeginProcessing()
    {
        OnPipelineThread();
        Drive(BeginAsync);
    }

    protected sealed override void ProcessRecord() => Drive(ProcessAsync);

    protected sealed override void EndProcessing() => Drive(EndAsync);

    protected sealed override void StopProcessing() => _stop.Give();

    /// <summary>Reads what only the pipeline thread can see, before the first block runs.</summary>
    protected virtual void OnPipelineThread()
    {
    }

    protected virtual Task BeginAsync(PipelineWriter pipeline, CancellationToken cancellation) => Task.CompletedTask;

    protected virtual Task ProcessAsync(PipelineWriter pipeline, CancellationToken cancellation) => Task.CompletedTask;

    protected virtual Task EndAsync(PipelineWriter pipeline, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Tells the person who pressed Ctrl-C what they need to know; runs on the pipeline thread.</summary>
    protected virtual void OnStopped()
    {
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Give();
            _stop.Dispose();
        }
    }

    private void Drive(Func<PipelineWriter, CancellationToken, Task> block)
    {
        using CancellationTokenSource scope = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        using BlockingCollection<Action> queue = [];
        PipelineWriter pipeline = new(this, queue, scope.Token);
        _writer.Value = pipeline;
        Task work = Task.Run(async () =>
        {
            try
            {
                PipelineWriter.Use(_writer);
                await block(pipeline, scope.Token).ConfigureAwait(false);
            }
            finally
            {
                queue.CompleteAdding();
            }
        });

        try
        {
            foreach (Action onPipelineThread in queue.GetConsumingEnumerable())
            {
                onPipelineThread();
            }

            Finish(work);
        }
        catch (OperationCanceledException) when (_stop.Token.IsCancellationRequested)
        {
            OnStopped();
            throw new PipelineStoppedException();
        }
        finally
        {
            // A downstream Select-Object -First, break or throw ends the block without StopProcessing.
            scope.Cancel();
            WaitForEnd(work);
        }
    }

    // An exception that just escaped would have its CLR type's name for an id and no category.
    private void Finish(Task work)
    {
        try
        {
            work.GetAwaiter().GetResult();
        }
        catch (Exception e) when (!Errors.IsPipelineControl(e) && e is not RuntimeException)
        {
            ThrowTerminatingError(Errors.From(e, target: null));
        }
    }

    private static void WaitForEnd(Task work)
    {
        try
        {
            _ = work.Wait(s_unwindLimit);
        }
        catch (AggregateException)
        {
            // The block's own outcome has been reported already.
        }
    }
}
