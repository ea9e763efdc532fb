namespace OpenAIFineTune.Data.Writing;

/// <summary>JSON values as text, with the escapes of <see cref="JsonLines"/>.</summary>
internal static class JsonText
{
    private const int InitialSize = 1 << 10;

    /// <summary>The value without blanks; numbers stay as they were written.</summary>
    public static string Compact(JsonElement value) => Encoding.UTF8.GetString(Utf8(value));

    /// <summary>The same as UTF-8.</summary>
    public static byte[] Utf8(JsonElement value)
    {
        JsonLines json = new(InitialSize);
        Write(value, json);
        byte[] text = json.Bytes.ToArray();
        json.Release();
        return text;
    }

    /// <summary>Writes the value.</summary>
    public static void Write(JsonElement value, JsonLines to)
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
                to.Raw(value.GetRawText());
                break;
        }
    }

    private static void WriteProperty(JsonProperty property, JsonLines to)
    {
        to.Text(property.Name);
        to.Raw(":"u8);
        Write(property.Value, to);
    }

    /// <summary>Writes items with commas between.</summary>
    public static void WriteAll<T>(IEnumerable<T> items, JsonLines to, Action<T, JsonLines> write)
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
