namespace OpenAIFineTune.Data.Reading;

/// <summary>How much of the files has been read, packed ones as they are stored; workbooks are not measured.</summary>
internal sealed class ReadingMeter
{
    private long _read;

    /// <summary>The bytes of all files that were opened.</summary>
    public long Total { get; private set; }

    /// <summary>The bytes that were read, in all readings together.</summary>
    public long Read => Interlocked.Read(ref _read);

    /// <summary>Takes a file into the total.</summary>
    public void Open(FileSnapshot file) => Total += file.Length;

    /// <summary>Takes up bytes that were read, on any thread.</summary>
    public void Add(int bytes) => Interlocked.Add(ref _read, bytes);
}
