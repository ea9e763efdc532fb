using System.Collections;
using System.Numerics;
using OpenAIFineTune.Data.Writing;

namespace OpenAIFineTune.Data.Reading.Rows;

/// <summary>Texts of values, the same in every culture; what is nested becomes JSON.</summary>
internal static class ObjectText
{
    // As deep as the JSON that we read may be.
    private const int MaxDepth = 64;

    private const int InitialSize = 1 << 10;

    /// <summary>True for values that are lists, tables or records themselves.</summary>
    public static bool IsNested(object? value)
        => value is not null and not string && (value is IEnumerable || PipelineObject.IsRecord(value));

    /// <summary>The text of an unwrapped value; null for nothing.</summary>
    public static string? Of(object? value) => value switch
    {
        null or DBNull => null,
        string text => text,
        bool truth => truth ? "true" : "false",
        DateTime or DateTimeOffset or DateOnly or TimeOnly
            => ((IFormattable)value).ToString("o", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => IsNested(value) ? Json(value) : value.ToString(),
    };

    /// <summary>A nested value as compact JSON.</summary>
    public static string Json(object value)
    {
        JsonLines json = new(InitialSize);
        Write(value, json, 0);
        return json.Take();
    }

    private static void Write(object? wrapped, JsonLines to, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new FineTuneException("InvalidExample", $"A value is nested more than {MaxDepth} levels deep.");
        }

        object? value = PipelineObject.Unwrap(wrapped);
        if (value is IDictionary map)
        {
            WriteObject(Entries(map), to, depth);
        }
        else if (value is not null && PipelineObject.IsRecord(value))
        {
            WriteObject(Properties(value), to, depth);
        }
        else if (value is IEnumerable list and not string)
        {
            to.Raw("["u8);
            JsonText.WriteAll(list.Cast<object?>(), to, (item, json) => Write(item, json, depth + 1));
            to.Raw("]"u8);
        }
        else
        {
            WriteSingle(value, to);
        }
    }

    private static void WriteObject(IEnumerable<(string Name, object? Value)> properties, JsonLines to, int depth)
    {
        to.Raw("{"u8);
        JsonText.WriteAll(properties, to, (property, json) =>
        {
            json.Text(property.Name);
            json.Raw(":"u8);
            Write(property.Value, json, depth + 1);
        });
        to.Raw("}"u8);
    }

    private static void WriteSingle(object? value, JsonLines to)
    {
        string? text = Of(value);
        if (text is null || value is bool || IsNumber(value))
        {
            to.Raw(text ?? "null");
        }
        else if (TextFault.HasLoneSurrogate(text))
        {
            throw new FineTuneException("InvalidExample", "A nested text has half of a character (a surrogate alone).");
        }
        else
        {
            to.Text(text);
        }
    }

    private static IEnumerable<(string Name, object? Value)> Entries(IDictionary map)
    {
        foreach (DictionaryEntry entry in map)
        {
            yield return (Of(PipelineObject.Unwrap(entry.Key)) ?? "", entry.Value);
        }
    }

    private static IEnumerable<(string Name, object? Value)> Properties(object record)
    {
        List<string> names = [];
        List<object?> values = [];
        PipelineObject.AddProperties(record, names, values);
        return names.Zip(values);
    }

    private static bool IsNumber(object? value) => value switch
    {
        double number => double.IsFinite(number),
        float number => float.IsFinite(number),
        byte or sbyte or short or ushort or int or uint or long or ulong or decimal or BigInteger => true,
        _ => false,
    };
}
