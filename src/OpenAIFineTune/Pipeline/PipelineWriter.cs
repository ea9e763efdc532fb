using System.Collections.Concurrent;
using System.Management.Automation;

namespace OpenAIFineTune.Pipeline;

/// <summary>
/// The only door from asynchronous code to PowerShell. Each call runs on the pipeline thread and is awaited, so that
/// nothing is fetched before what came earlier was consumed. It is closed when the block ends.
/// </summary>
public sealed class PipelineWriter
{
    private readonly PSCmdlet _cmdlet;
    private readonly BlockingCollection<Action> _queue;
    private readonly CancellationToken _cancellation;

    internal PipelineWriter(PSCmdlet cmdlet, BlockingCollection<Action> queue, CancellationToken cancellation)
    {
        _cmdlet = cmdlet;
        _queue = queue;
        _cancellation = cancellation;
    }

    public Task WriteObjectAsync(object? value) => Send(cmdlet => cmdlet.WriteObject(value));

    public Task WriteErrorAsync(ErrorRecord error) => Send(cmdlet => cmdlet.WriteError(error));

    public Task WriteWarningAsync(string text) => Send(cmdlet => cmdlet.WriteWarning(text));

    public Task WriteVerboseAsync(string text) => Send(cmdlet => cmdlet.WriteVerbose(text));

    public Task WriteDebugAsync(string text) => Send(cmdlet => cmdlet.WriteDebug(text));

    public Task WriteProgressAsync(ProgressRecord progress) => Send(cmdlet => cmdlet.WriteProgress(progress));

    public Task WriteInformationAsync(object message, params string[] tags)
        => Send(cmdlet => cmdlet.WriteInformation(message, tags));

    public Task<bool> ShouldProcessAsync(string target, string action)
        => Send(cmdlet => cmdlet.ShouldProcess(target, action));

    /// <summary>Ends the command with this error; a caller's <c>catch</c> sees its id, category and target.</summary>
    public Task ThrowTerminatingAsync(ErrorRecord error) => Send(cmdlet => cmdlet.ThrowTerminatingError(error));

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
