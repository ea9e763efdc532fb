namespace OpenAIFineTune.Api.Transport;

/// <summary>
/// Lets all requests of a command slow down when the service asks one of them to: nobody goes in for a while, then one
/// request, and each one that is welcome makes room for one more. Those that are inside go on.
/// </summary>
internal sealed class RateGate(TimeProvider time)
{
    private readonly object _lock = new();
    private readonly Queue<TaskCompletionSource> _waiting = new();
    private bool _isOpening;
    private int _inside;
    private int _allowed = int.MaxValue;
    private DateTimeOffset _closedUntil = DateTimeOffset.MinValue;

    /// <summary>Waits for its turn; every request that came in must <see cref="Leave"/>.</summary>
    public async Task EnterAsync(CancellationToken cancellation)
    {
        TaskCompletionSource turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.Enqueue(turn);
            LetIn();
        }

        try
        {
            await turn.Task.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            if (!turn.TrySetCanceled(cancellation))
            {
                Leave(isWelcome: false);
            }

            throw;
        }
    }

    /// <summary>A request is done with; a welcome one shows that the service can take more.</summary>
    public void Leave(bool isWelcome)
    {
        lock (_lock)
        {
            _inside--;
            _allowed += isWelcome && _allowed < int.MaxValue ? 1 : 0;
            LetIn();
        }
    }

    /// <summary>The service has asked for a pause.</summary>
    public void SlowDown(TimeSpan pause)
    {
        lock (_lock)
        {
            DateTimeOffset until = time.GetUtcNow() + pause;
            _closedUntil = until > _closedUntil ? until : _closedUntil;
            _allowed = 1;
        }
    }

    private void LetIn()
    {
        TimeSpan closed = _closedUntil - time.GetUtcNow();
        if (closed > TimeSpan.Zero)
        {
            OpenAfter(closed);
            return;
        }

        while (_inside < _allowed && _waiting.TryDequeue(out TaskCompletionSource? turn))
        {
            _inside += turn.TrySetResult() ? 1 : 0;
        }
    }

    private void OpenAfter(TimeSpan pause)
    {
        if (_waiting.Count > 0 && !_isOpening)
        {
            _isOpening = true;
            _ = OpenAsync(pause);
        }
    }

    private async Task OpenAsync(TimeSpan pause)
    {
        await Task.Delay(pause, time).ConfigureAwait(false);
        lock (_lock)
        {
            _isOpening = false;
            LetIn();
        }
    }
}
