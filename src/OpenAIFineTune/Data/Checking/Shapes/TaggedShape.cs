namespace OpenAIFineTune.Data.Checking.Shapes;

/// <summary>An object of one of several shapes, told by the word at one of its keys.</summary>
internal sealed class TaggedShape(string tag, string rule, Dictionary<string, ObjectShape> shapes) : Shape
{
    /// <inheritdoc/>
    public override void Check(JsonElement value, Place place)
    {
        string? word = value.ValueKind == JsonValueKind.Object && value.TryGetProperty(tag, out JsonElement given)
            && given.ValueKind == JsonValueKind.String ? given.GetString() : null;
        if (word is not null && shapes.TryGetValue(word, out ObjectShape? shape))
        {
            shape.Check(value, place);
            return;
        }

        string what = word is null ? $"has no {tag}" : $"has the {tag} '{word}'";
        place.Refuse(rule, $"{what}.", $"Use one of {string.Join(", ", shapes.Keys)}.");
    }
}
