using System.Text.Json;

namespace OpenAIFineTune.Data.Checking.Shapes;

/// <summary>True or false.</summary>
internal sealed class FlagShape : Shape
{
    /// <inheritdoc/>
    public override void Check(JsonElement value, Place place)
    {
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            place.Refuse("is neither true nor false.", "Write true or false, without quotes.");
        }
    }
}
