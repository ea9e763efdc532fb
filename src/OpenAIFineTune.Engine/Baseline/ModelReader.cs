using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine.Baseline;

/// <summary>Reads what <see cref="ModelWriter"/> wrote and refuses anything else.</summary>
internal sealed class ModelReader(Stream stream)
{
    private const int MaxText = 16 * 1024 * 1024;

    private readonly XxHash3 _checksum = new();

    public int ReadInt()
    {
        int value = 0;
        Read(MemoryMarshal.AsBytes(new Span<int>(ref value)));
        return value;
    }

    /// <summary>A number of things, from 0 to <paramref name="most"/>.</summary>
    public int ReadCount(int most)
    {
        int count = ReadInt();
        return count >= 0 && count <= most ? count : throw Corrupt($"a length of {count} is impossible");
    }

    public int[] ReadInts(int most)
    {
        int[] values = new int[ReadLength(most, sizeof(int))];
        Read(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    public float[] ReadFloats(int most)
    {
        float[] values = new float[ReadLength(most, sizeof(float))];
        Read(MemoryMarshal.AsBytes(values.AsSpan()));
        return Array.TrueForAll(values, float.IsFinite) ? values : throw Corrupt("a weight is not a number");
    }

    public string ReadText()
    {
        byte[] bytes = new byte[ReadLength(MaxText, sizeof(byte))];
        Read(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    public string[] ReadTexts()
    {
        int count = ReadCount(int.MaxValue);
        List<string> texts = [];
        for (int i = 0; i < count; i++)
        {
            texts.Add(ReadText());
        }

        return [.. texts];
    }

    public void VerifyChecksum()
    {
        ulong expected = _checksum.GetCurrentHashAsUInt64();
        ulong written = 0;
        Read(MemoryMarshal.AsBytes(new Span<ulong>(ref written)));
        if (written != expected)
        {
            throw Corrupt("its checksum does not match");
        }
    }

    public KnownFailure Corrupt(string why, Exception? inner = null)
        => new("ModelFileCorrupt", $"The model file cannot be read: {why}.", inner)
        {
            Advice = "Run the fine-tuning job again; the same data and seed give the same model.",
        };

    // A damaged length must not reserve memory for what the file cannot hold.
    private int ReadLength(int most, int size)
        => ReadCount(stream.CanSeek ? (int)Math.Min(most, (stream.Length - stream.Position) / size) : most);

    private void Read(Span<byte> bytes)
    {
        try
        {
            stream.ReadExactly(bytes);
        }
        catch (EndOfStreamException e)
        {
            throw Corrupt("it ends too early", e);
        }

        _checksum.Append(bytes);
    }
}
