using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text;
using OpenAIFineTune.Data.Checking.Shapes;
using OpenAIFineTune.Data.Reading.Json;

namespace OpenAIFineTune.Data.Reading.Rows;

/// <summary>Texts of values, the same in every culture; what is nested becomes JSON.</summary>
internal static class ObjectText
{
    // As deep as the JSON that we read may be.
    private const int MaxDepth = 64;

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
        StringBuilder json = new();
        Append(json, value, 0);
        return json.ToString();
    }

    private static void Append(StringBuilder json, object? wrapped, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new FineTuneException("InvalidExample", $"A value is nested more than {MaxDepth} levels deep.");
        }

        object? value = PipelineObject.Unwrap(wrapped);
        if (value is IDictionary map)
        {
            CompactJson.AppendAll(json, '{', Entries(map), '}', (_, entry) => AppendProperty(json, entry, depth));
        }
        else if (value is not null && PipelineObject.IsRecord(value))
        {
            CompactJson.AppendAll(
                json, '{', Properties(value), '}', (_, property) => AppendProperty(json, property, depth));
        }
        else if (value is IEnumerable list and not string)
        {
            CompactJson.AppendAll(json, '[', list.Cast<object?>(), ']', (_, item) => Append(json, item, depth + 1));
        }
        else
        {
            AppendSingle(json, value);
        }
    }

    private static void AppendProperty(StringBuilder json, (string Name, object? Value) property, int depth)
    {
        CompactJson.AppendText(json, property.Name);
        _ = json.Append(':');
        Append(json, property.Value, depth + 1);
    }

    private static void AppendSingle(StringBuilder json, object? value)
    {
        string? text = Of(value);
        if (text is null || value is bool || IsNumber(value))
        {
            _ = json.Append(text ?? "null");
            return;
        }

        if (TextFault.HasLoneSurrogate(text))
        {
            throw new FineTuneException("InvalidExample", "A nested text has half of a character (a surrogate alone).");
        }

        CompactJson.AppendText(json, text);
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
