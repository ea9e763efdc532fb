namespace OpenAIFineTune.Data.Checking.Shapes;

/// <summary>A text, or a list of parts.</summary>
internal sealed class EitherShape(ListShape parts) : Shape
{
    /// <inheritdoc/>
    public override void Check(JsonElement value, Place place)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            parts.Check(value, place);
        }
        else if (value.ValueKind != JsonValueKind.String)
        {
            place.Refuse("is neither a text nor a list of parts.", "Write it as a text.");
        }
    }
}
