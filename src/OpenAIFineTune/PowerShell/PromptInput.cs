using System.Collections;
using System.Management.Automation;
using OpenAIFineTune.Api.Completions;
using OpenAIFineTune.Data.Reading.Rows;

namespace OpenAIFineTune.PowerShell;

/// <summary>A prompt as it came in: a text, or a row with the text in one of its properties.</summary>
/// <param name="Text">The prompt.</param>
/// <param name="Row">The row; null for a text.</param>
internal sealed record PromptInput(string Text, PSObject? Row)
{
    private const string DefaultProperty = "prompt";

    /// <summary>What errors are about: the row or the text, as it was passed.</summary>
    public object Source => (object?)Row ?? Text;

    /// <param name="input">What was passed.</param>
    /// <param name="property">The property with the text; null for <c>prompt</c>, or for a row's only one.</param>
    public static PromptInput Read(object? input, string? property)
    {
        object? bare = PipelineObject.Unwrap(input);
        return bare switch
        {
            null => throw new FineTuneException("InvalidExample", "The prompt is null."),
            "" => throw new FineTuneException("InvalidExample", "The prompt is empty."),
            string text => new PromptInput(text, null),
            IDictionary map => ReadRow(ToRow(map), property),
            IFormattable value when bare is ValueType => new(value.ToString(null, CultureInfo.InvariantCulture), null),
            _ => ReadRow(PSObject.AsPSObject(input!), property),
        };
    }

    /// <summary>A copy of the row with the answer in it; a text becomes a row.</summary>
    public PSObject WithAnswer(string property, object? answer)
    {
        PSObject row = Row is null ? new PSObject() : Row.Copy();
        if (Row is null)
        {
            row.Properties.Add(new PSNoteProperty("Prompt", Text));
        }

        row.Properties.Remove(property);
        row.Properties.Add(new PSNoteProperty(property, answer));
        return row;
    }

    /// <summary>
    /// A message of a conversation: a hashtable or an object with <c>role</c> and <c>content</c>, or a text, which is
    /// what the user says.
    /// </summary>
    public static ChatMessage ReadMessage(object input)
    {
        JsonNode? json = ObjectJson.From(input);
        if (json is JsonValue value && value.TryGetValue(out string? text))
        {
            return ChatMessage.Of("user", text);
        }

        JsonObject message = [];
        foreach ((string name, JsonNode? field) in json as JsonObject ?? [])
        {
            // PowerShell does not tell Role from role; the services do.
            message[name.ToLowerInvariant()] = field?.DeepClone();
        }

        return message.ContainsKey("role")
            ? new ChatMessage(message)
            : throw new FineTuneException("InvalidSetting", "A message has no 'role'.")
            {
                Target = input,
                Advice = "Write a message as @{ role = 'user'; content = 'text' }.",
            };
    }

    private static PromptInput ReadRow(PSObject row, string? property)
    {
        PSPropertyInfo[] all = [.. row.Properties];
        PSPropertyInfo? found = row.Properties[property ?? DefaultProperty]
            ?? (property is null && row.BaseObject is PSCustomObject && all.Length == 1 ? all[0] : null);
        if (found is null)
        {
            string names = string.Join(", ", all.Take(20).Select(column => column.Name));
            throw new FineTuneException(
                "ColumnNotFound", $"The row has no property '{property ?? DefaultProperty}'. It has: {names}.")
            {
                Target = row,
                Advice = "Name the property that holds the prompt with -PromptProperty.",
            };
        }

        string? text = ValueOf(found, row) is object value ? LanguagePrimitives.ConvertTo<string>(value) : null;
        return string.IsNullOrEmpty(text)
            ? throw new FineTuneException("InvalidExample", $"The prompt in '{found.Name}' is empty.") { Target = row }
            : new PromptInput(text, row);
    }

    private static object? ValueOf(PSPropertyInfo property, PSObject row)
    {
        try
        {
            return property.Value;
        }
        catch (GetValueException e)
        {
            throw new FineTuneException("InvalidExample", $"'{property.Name}' can't be read: {e.Message}", e)
            {
                Target = row,
            };
        }
    }

    private static PSObject ToRow(IDictionary map)
    {
        PSObject row = new();
        foreach (DictionaryEntry entry in map)
        {
            row.Properties.Add(new PSNoteProperty(LanguagePrimitives.ConvertTo<string>(entry.Key), entry.Value));
        }

        return row;
    }
}
