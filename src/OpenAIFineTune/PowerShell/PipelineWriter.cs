using System.Collections.Concurrent;
using System.Management.Automation;

namespace OpenAIFineTune.PowerShell;

/// <summary>
/// The only door from asynchronous code to PowerShell. Each call runs on the pipeline thread and is awaited, so that
/// nothing is fetched before what came earlier was consumed. It is closed when the block ends. What it shows is made
/// fit for a terminal; objects pass as they are.
/// </summary>
public sealed class PipelineWriter
{
    private static readonly AsyncLocal<StrongBox<PipelineWriter?>> s_current = new();

    private readonly PSCmdlet _cmdlet;
    private readonly BlockingCollection<Action> _queue;
    private readonly CancellationToken _cancellation;

    internal PipelineWriter(PSCmdlet cmdlet, BlockingCollection<Action> queue, CancellationToken cancellation)
    {
        _cmdlet = cmdlet;
        _queue = queue;
        _cancellation = cancellation;
    }

    /// <summary>The writer of the block that the command of the calling code is in; null outside of one.</summary>
    internal static PipelineWriter? Current => s_current.Value?.Value;

    /// <summary>
    /// Tells code that is started from here where its command's writer is; work that outlives a block sees the next.
    /// </summary>
    internal static void Use(StrongBox<PipelineWriter?> current) => s_current.Value = current;

    public Task WriteObjectAsync(object? value) => Send(cmdlet => cmdlet.WriteObject(value));

    public Task WriteErrorAsync(ErrorRecord error) => Send(cmdlet => cmdlet.WriteError(error));

    public Task WriteWarningAsync(string text) => Send(cmdlet => cmdlet.WriteWarning(TerminalText.Of(text)));

    public Task WriteVerboseAsync(string text) => Send(cmdlet => cmdlet.WriteVerbose(TerminalText.Of(text)));

    public Task WriteProgressAsync(ProgressRecord progress) => Send(cmdlet => cmdlet.WriteProgress(Shown(progress)));

    public Task WriteInformationAsync(object message, params string[] tags)
        => Send(cmdlet => cmdlet.WriteInformation(message, tags));

    public Task<bool> ShouldProcessAsync(string target, string action)
        => Send(cmdlet => cmdlet.ShouldProcess(TerminalText.Of(target), TerminalText.Of(action)));

    /// <summary>Writes each object as it comes, after <paramref name="noting"/> it.</summary>
    internal async Task WriteObjectsAsync<T>(IAsyncEnumerable<T> values, Action<T>? noting = null)
    {
        await foreach (T value in values.ConfigureAwait(false))
        {
            noting?.Invoke(value);
            await WriteObjectAsync(value).ConfigureAwait(false);
        }
    }

    /// <summary>Works on one item after another; a failure is an error about its item, and the next follows.</summary>
    /// <param name="items">The items.</param>
    /// <param name="work">What is done with each.</param>
    /// <param name="target">What the errors are about; the item when null.</param>
    /// <param name="endsCommand">True for the failures that end the command.</param>
    internal async Task ForEachAsync<T>(
        IEnumerable<T> items,
        Func<T, Task> work,
        Func<T, object?>? target = null,
        Func<Exception, bool>? endsCommand = null)
    {
        foreach (T item in items)
        {
            object? about = target is null ? item : target(item);
            await WriteErrorsOfAsync(about, () => work(item), endsCommand).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Does the work on one item of many; a failure becomes an error about <paramref name="target"/>, unless it is one
    /// that ends the command. What PowerShell throws is not ours: a caller's wish to stop, another command's end.
    /// </summary>
    internal async Task WriteErrorsOfAsync(object? target, Func<Task> work, Func<Exception, bool>? endsCommand = null)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception e) when (
            !Errors.IsPipelineControl(e) && e is not RuntimeException && endsCommand?.Invoke(e) != true)
        {
            await WriteErrorAsync(Errors.From(e, target)).ConfigureAwait(false);
        }
    }

    /// <summary>Does something on the pipeline thread; its exception is the caller's alone.</summary>
    internal async Task<T> InvokeAsync<T>(Func<PSCmdlet, T> call)
    {
        Exception? failure = null;
        T? result = await Send(cmdlet =>
        {
            try
            {
                return call(cmdlet);
            }
            catch (Exception e) when (!Errors.IsPipelineControl(e))
            {
                failure = e;
                return default;
            }
        }).ConfigureAwait(false);
        return failure is null ? result! : throw failure;
    }

    /// <summary>
    /// Has something done on the pipeline thread without waiting for it: for what may be late, such as a log line.
    /// </summary>
    internal void Post(Action<PSCmdlet> call)
    {
        try
        {
            _queue.Add(() => call(_cmdlet), CancellationToken.None);
        }
        catch (Exception e) when (e is InvalidOperationException or ObjectDisposedException)
        {
            // The block has ended, and what is late is lost.
        }
    }

    private static ProgressRecord Shown(ProgressRecord progress)
    {
        progress.Activity = TerminalText.Of(progress.Activity);
        progress.StatusDescription = TerminalText.Of(progress.StatusDescription);
        progress.CurrentOperation = progress.CurrentOperation is string now ? TerminalText.Of(now) : null;
        return progress;
    }

    private Task Send(Action<PSCmdlet> call) => Send(cmdlet =>
    {
        call(cmdlet);
        return true;
    });

    private async Task<T> Send<T>(Func<PSCmdlet, T> call)
    {
        _cancellation.ThrowIfCancellationRequested();
        TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration abandoned =
            _cancellation.Register(() => done.TrySetCanceled(_cancellation));
        _queue.Add(
            () =>
            {
                try
                {
                    _ = done.TrySetResult(call(_cmdlet));
                }
                catch (Exception e)
                {
                    _ = done.TrySetException(e);
                    throw;
                }
            },
            _cancellation);
        return await done.Task.ConfigureAwait(false);
    }
}
