using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Tests.Protocol;

public sealed class EventStreamTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_makes_the_messages_is_ended_when_the_reader_goes(bool isWaiting)
    {
        Stream stream = new EventStream(MessagesAsync(CancellationToken.None));
        _ = await stream.ReadAsync(new byte[1000], Cancellation);
        using CancellationTokenSource left = new();
        Task<int>? reading = isWaiting ? stream.ReadAsync(new byte[1000], left.Token).AsTask() : null;

        await left.CancelAsync();
        _ = await Record.ExceptionAsync(() => reading ?? Task.CompletedTask);
        await stream.DisposeAsync().AsTask().WaitAsync(s_limit, Cancellation);

        await _ended.Task.WaitAsync(s_limit, Cancellation);
    }

    [Fact]
    public async Task A_reader_that_only_closes_ends_them_as_well()
    {
        Stream stream = new EventStream(MessagesAsync(CancellationToken.None));
        _ = await stream.ReadAsync(new byte[1000], Cancellation);

        stream.Close();

        await _ended.Task.WaitAsync(s_limit, Cancellation);
    }

    private async IAsyncEnumerable<JsonNode> MessagesAsync([EnumeratorCancellation] CancellationToken stop)
    {
        try
        {
            yield return new JsonObject();
            await Task.Delay(Timeout.Infinite, stop);
        }
        finally
        {
            _ended.SetResult();
        }
    }
}
