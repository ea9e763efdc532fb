using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api.Uploads;

/// <summary>Adds up what the parts of a file have sent.</summary>
internal sealed class PartProgress
{
    private readonly long[] _sent;
    private readonly long _total;
    private readonly IProgress<TransferProgress>? _progress;

    public PartProgress(IReadOnlyList<FilePart> parts, IEnumerable<int> done, IProgress<TransferProgress>? progress)
    {
        _sent = new long[parts.Count];
        _total = parts.Sum(part => part.Length);
        _progress = progress;
        foreach (int number in done)
        {
            _sent[number] = parts[number].Length;
        }
    }

    /// <summary>Takes the bytes of a part that are through.</summary>
    public void Report(int number, long sent)
    {
        Volatile.Write(ref _sent[number], sent);
        _progress?.Report(new TransferProgress(_sent.Sum(), _total));
    }
}
