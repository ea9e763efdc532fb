using System.Text.Json.Nodes;
using OpenAIFineTune.Streams;

namespace OpenAIFineTune.Local.Http;

/// <summary>Server-sent events as a stream that makes each message when it is read.</summary>
internal sealed class EventStream : ForwardStream
{
    private readonly IAsyncEnumerable<JsonNode> _messages;
    private IAsyncEnumerator<JsonNode>? _position;
    private ReadOnlyMemory<byte> _pending;
    private bool _ended;

    public EventStream(IAsyncEnumerable<JsonNode> messages) => _messages = messages;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_pending.IsEmpty && !_ended)
        {
            _position ??= _messages.GetAsyncEnumerator(cancellationToken);
            _ended = !await _position.MoveNextAsync().ConfigureAwait(false);
            _pending = _ended
                ? "data: [DONE]\n\n"u8.ToArray()
                : (byte[])[.. "data: "u8, .. LocalJson.Write(_position.Current), .. "\n\n"u8];
        }

        int count = Math.Min(buffer.Length, _pending.Length);
        _pending[..count].CopyTo(buffer);
        _pending = _pending[count..];
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count)
        => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override async ValueTask DisposeAsync()
    {
        if (_position is not null)
        {
            await _position.DisposeAsync().ConfigureAwait(false);
        }

        await base.DisposeAsync().ConfigureAwait(false);
    }
}
