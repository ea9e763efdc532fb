using System.Collections.Concurrent;

namespace OpenAIFineTune.Data.Examples;

/// <summary>Blocks that were used and are used again, so that a file of any length needs a few of them.</summary>
internal sealed class BlockPool
{
    private readonly ConcurrentBag<TextBlock> _free = [];

    /// <summary>An empty block.</summary>
    public TextBlock Rent() => _free.TryTake(out TextBlock? block) ? block : new TextBlock();

    /// <summary>Takes a block back that nobody looks at any more.</summary>
    public void Return(TextBlock block)
    {
        block.Clear();
        _free.Add(block);
    }
}
