using System.Net.Sockets;

namespace OpenAIFineTune.Protocol.Server;

/// <summary>Takes connections in until it is stopped.</summary>
internal static class AcceptLoop
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    public static async Task RunAsync(
        Func<CancellationToken, ValueTask<TcpClient>> accept,
        Action<TcpClient> take,
        TimeProvider time,
        CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                take(await accept(stop).ConfigureAwait(false));
            }
            catch (SocketException)
            {
                // The system has no descriptor to give, which does not change by asking at once again.
                await Task.Delay(s_pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                // The end, which the condition sees.
            }
        }
    }
}
