using System.Text.Json;

namespace OpenAIFineTune.Data.Checking.Shapes;

/// <summary>Whether an answer is trained on: 0 or 1.</summary>
internal sealed class WeightShape : Shape
{
    /// <inheritdoc/>
    public override void Check(JsonElement value, Place place)
    {
        if (value.ValueKind != JsonValueKind.Number || value.GetDouble() is not (0 or 1))
        {
            place.Refuse("is neither 0 nor 1.", "Use 0 or 1.");
        }
    }
}
