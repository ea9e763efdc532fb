using System.Text;
using System.Text.Json;
using OpenAIFineTune.Protocol.Files;

namespace OpenAIFineTune.Data.Reading;

/// <summary>
/// Keeps rows in a compact form: in memory up to a limit, in a file that only its owner may read beyond it.
/// </summary>
internal sealed class RowSpool(int memoryLimit) : IDisposable
{
    public const int DefaultMemoryLimit = 4 * 1024 * 1024;

    private readonly List<IReadOnlyList<string>> _shapes = [];
    private readonly Dictionary<IReadOnlyList<string>, int> _shapeNumbers = new(ReferenceEqualityComparer.Instance);
    private IReadOnlyList<string>? _lastShape;
    private int _lastNumber;
    private Stream _stream = new MemoryStream();
    private BinaryWriter? _writer;

    public long Count { get; private set; }

    /// <summary>The file, once there is one.</summary>
    public string? FilePath => (_stream as FileStream)?.Name;

    /// <summary>Adds a row; rows of one shape should share their list of columns.</summary>
    public void Add(long number, IReadOnlyList<string> columns, string?[] values, string? document)
    {
        if (!ReferenceEquals(_lastShape, columns))
        {
            _lastShape = columns;
            if (_shapeNumbers.TryAdd(columns, _shapes.Count))
            {
                _shapes.Add(columns);
            }

            _lastNumber = _shapeNumbers[columns];
        }

        _writer ??= new BinaryWriter(_stream, Encoding.UTF8, leaveOpen: true);
        _writer.Write7BitEncodedInt64(number);
        _writer.Write7BitEncodedInt(_lastNumber);
        foreach (string? value in values)
        {
            Write(_writer, value);
        }

        Write(_writer, document);
        Count++;
        if (_stream is MemoryStream && _stream.Length > memoryLimit)
        {
            MoveToFile();
        }
    }

    /// <summary>The rows from the first on; one reading at a time, and none while rows are added.</summary>
    public IEnumerable<Row> Read()
    {
        _writer?.Flush();
        _stream.Position = 0;
        using BinaryReader reader = new(_stream, Encoding.UTF8, leaveOpen: true);
        for (long i = 0; i < Count; i++)
        {
            long number = reader.Read7BitEncodedInt64();
            IReadOnlyList<string> columns = _shapes[reader.Read7BitEncodedInt()];
            string?[] values = new string?[columns.Count];
            for (int c = 0; c < values.Length; c++)
            {
                values[c] = ReadText(reader);
            }

            string? document = ReadText(reader);
            yield return new Row(new RowOrigin(null, number), columns, values)
            {
                Document = document is null ? null : JsonSerializer.Deserialize<JsonElement>(document),
            };
        }
    }

    public void Dispose()
    {
        _writer?.Dispose();
        _writer = null;
        _stream.Dispose();
    }

    private static void Write(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        if (text is not null)
        {
            writer.Write(text);
        }
    }

    private static string? ReadText(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;

    private void MoveToFile()
    {
        FileStream file = PrivateFile.Create();
        _writer!.Dispose();
        _stream.Position = 0;
        _stream.CopyTo(file);
        _stream.Dispose();
        _stream = file;
        _writer = null;
    }
}
