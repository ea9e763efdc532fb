namespace OpenAIFineTune.PowerShell;

/// <summary>The wish to stop a command, which the engine may tell while it disposes the command, or after.</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource _source = new();

    public StopSignal() => Token = _source.Token;

    public CancellationToken Token { get; }

    public void Give()
    {
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // There is nothing left to stop.
        }
    }

    public void Dispose() => _source.Dispose();
}
