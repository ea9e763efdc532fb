using System.Text;
using System.Text.Json;

namespace OpenAIFineTune.Data.Writing;

/// <summary>JSON values as text, with the escapes of <see cref="JsonLineWriter"/>.</summary>
internal static class JsonText
{
    private const int BufferSize = 1 << 10;

    /// <summary>The value without blanks; numbers stay as they were written.</summary>
    public static string Compact(JsonElement value)
    {
        using MemoryStream text = new();
        JsonLineWriter writer = new(text, BufferSize);
        Write(value, writer);
        writer.Flush();
        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    private static void Write(JsonElement value, JsonLineWriter to)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                to.Raw("{"u8);
                WriteAll(value.EnumerateObject(), to, WriteProperty);
                to.Raw("}"u8);
                break;
            case JsonValueKind.Array:
                to.Raw("["u8);
                WriteAll(value.EnumerateArray(), to, Write);
                to.Raw("]"u8);
                break;
            case JsonValueKind.String:
                to.Text(value.GetString()!);
                break;
            default:
                to.Raw(value.GetRawText().AsSpan());
                break;
        }
    }

    private static void WriteProperty(JsonProperty property, JsonLineWriter to)
    {
        to.Text(property.Name);
        to.Raw(":"u8);
        Write(property.Value, to);
    }

    private static void WriteAll<T>(IEnumerable<T> items, JsonLineWriter to, Action<T, JsonLineWriter> write)
    {
        bool isFirst = true;
        foreach (T item in items)
        {
            to.Raw(isFirst ? ""u8 : ","u8);
            write(item, to);
            isFirst = false;
        }
    }
}
