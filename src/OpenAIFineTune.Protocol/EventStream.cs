using System.Text;
using System.Text.Json.Nodes;
using OpenAIFineTune.Protocol.Files;

namespace OpenAIFineTune.Protocol;

/// <summary>Server-sent events as a stream that makes each message when it is read.</summary>
internal sealed class EventStream : ForwardStream
{
    private readonly CancellationTokenSource _end = new();
    private readonly IAsyncEnumerator<JsonNode> _messages;
    private readonly bool _isNamed;
    private Task<bool> _next = Task.FromResult(true);
    private ReadOnlyMemory<byte> _pending;
    private bool _isAtEnd;
    private int _isDisposed;

    /// <param name="messages">The events' data.</param>
    /// <param name="isNamed">True to name each event by its <c>type</c>, and to end without a mark.</param>
    public EventStream(IAsyncEnumerable<JsonNode> messages, bool isNamed = false)
    {
        _messages = messages.GetAsyncEnumerator(_end.Token);
        _isNamed = isNamed;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_pending.IsEmpty && !_isAtEnd)
        {
            using CancellationTokenRegistration stop = cancellationToken.UnsafeRegister(_ => _end.Cancel(), null);
            _next = _messages.MoveNextAsync().AsTask();
            _isAtEnd = !await _next.ConfigureAwait(false);
            _pending = _isAtEnd ? Ending() : Write(_messages.Current);
        }

        int count = Math.Min(buffer.Length, _pending.Length);
        _pending[..count].CopyTo(buffer);
        _pending = _pending[count..];
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count)
        => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override ValueTask DisposeAsync() => new(FinishAsync());

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _ = FinishAsync();
        }

        base.Dispose(disposing);
    }

    private byte[] Ending() => _isNamed ? [] : "data: [DONE]\n\n"u8.ToArray();

    private byte[] Write(JsonNode message)
    {
        string name = _isNamed ? $"event: {message["type"]}\n" : "";
        return [.. Encoding.UTF8.GetBytes(name), .. "data: "u8, .. ProtocolJson.Write(message), .. "\n\n"u8];
    }

    // Who makes the messages is told to end, and let end: it may stand at a wait.
    private async Task FinishAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            await _end.CancelAsync().ConfigureAwait(false);
            _ = await Task.WhenAny(_next).ConfigureAwait(false);
            await _messages.DisposeAsync().ConfigureAwait(false);
            _end.Dispose();
        }
    }
}
