using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace OpenAIFineTune.Commands;

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
        bool isWrapped = input is PSObject { BaseObject: not PSCustomObject };
        object? bare = isWrapped ? ((PSObject)input!).BaseObject : input;
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

        string? text = found.Value is null ? null : LanguagePrimitives.ConvertTo<string>(found.Value);
        return string.IsNullOrEmpty(text)
            ? throw new FineTuneException("InvalidExample", $"The prompt in '{found.Name}' is empty.") { Target = row }
            : new PromptInput(text, row);
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
