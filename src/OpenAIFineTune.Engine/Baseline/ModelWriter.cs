using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace OpenAIFineTune.Engine.Baseline;

/// <summary>Writes numbers and texts to a stream and ends them with a checksum.</summary>
internal sealed class ModelWriter(Stream stream)
{
    private readonly XxHash3 _checksum = new();

    public void Write(int value) => Write(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in value)));

    public void Write(long value) => Write(MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in value)));

    public void Write(ReadOnlySpan<int> values)
    {
        Write(values.Length);
        Write(MemoryMarshal.AsBytes(values));
    }

    public void Write(ReadOnlySpan<float> values)
    {
        Write(values.Length);
        Write(MemoryMarshal.AsBytes(values));
    }

    public void Write(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Write(bytes.Length);
        Write((ReadOnlySpan<byte>)bytes);
    }

    public void Write(IReadOnlyList<string> texts)
    {
        Write(texts.Count);
        foreach (string text in texts)
        {
            Write(text);
        }
    }

    public void WriteChecksum() => Write((long)_checksum.GetCurrentHashAsUInt64());

    private void Write(ReadOnlySpan<byte> bytes)
    {
        _checksum.Append(bytes);
        stream.Write(bytes);
    }
}
