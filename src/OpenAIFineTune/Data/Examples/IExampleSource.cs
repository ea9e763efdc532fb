namespace OpenAIFineTune.Data.Examples;

/// <summary>Where examples come from; they are read once, and kept as blocks for what needs them again.</summary>
internal interface IExampleSource
{
    /// <summary>
    /// Reads all examples into blocks of the pool. What can't be made an example stands among the issues of the block
    /// that it belongs to, and the rest goes on.
    /// </summary>
    IEnumerable<TextBlock> Read(BlockPool pool, CancellationToken cancellation);
}
