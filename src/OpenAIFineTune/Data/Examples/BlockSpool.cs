using OpenAIFineTune.Protocol.Files;

namespace OpenAIFineTune.Data.Examples;

/// <summary>
/// Keeps blocks to be read again: the first in memory, those beyond a limit in a file that only its owner may read and
/// that is gone with the process.
/// </summary>
/// <param name="pool">Gets back the blocks that went to the file.</param>
/// <param name="memoryLimit">How many bytes stay in memory.</param>
internal sealed class BlockSpool(BlockPool pool, int memoryLimit = BlockSpool.UsualLimit) : IDisposable
{
    /// <summary>Enough for a hundred thousand short examples.</summary>
    public const int UsualLimit = 16 * 1024 * 1024;

    private readonly List<TextBlock> _kept = [];
    private readonly List<Stored> _stored = [];
    private FileStream? _file;
    private long _memory;

    /// <summary>How many records all blocks have.</summary>
    public long Count { get; private set; }

    /// <summary>The file, once there is one.</summary>
    public string? FilePath => _file?.Name;

    /// <summary>Takes a block; who has it may still read it, and hands it back with <see cref="Release"/>.</summary>
    public void Add(TextBlock block)
    {
        block.First = Count;
        Count += block.Count;
        _memory += block.Length;
        if (_memory <= memoryLimit)
        {
            block.IsKept = true;
            _kept.Add(block);
            return;
        }

        _file ??= PrivateFile.Create();
        _file.Write(block.Bytes);
        _stored.Add(new Stored(block.Path, block.Count, block.First, block.Length));
    }

    /// <summary>All blocks from the first on; each is handed back with <see cref="Release"/>.</summary>
    public IEnumerable<TextBlock> Read()
    {
        foreach (TextBlock block in _kept)
        {
            yield return block;
        }

        _file?.Seek(0, SeekOrigin.Begin);
        foreach (Stored stored in _stored)
        {
            TextBlock block = pool.Rent();
            (block.Path, block.Count, block.First) = (stored.Path, stored.Count, stored.First);
            _file!.ReadExactly(block.Extend(stored.Length));
            yield return block;
        }
    }

    /// <summary>Nobody looks at the block any more.</summary>
    public void Release(TextBlock block)
    {
        if (!block.IsKept)
        {
            pool.Return(block);
        }
    }

    public void Dispose() => _file?.Dispose();

    private readonly record struct Stored(string? Path, int Count, long First, int Length);
}
