namespace OpenAIFineTune.Data.Checking.Shapes;

/// <summary>A list of values of one shape.</summary>
internal sealed class ListShape(Shape item) : Shape
{
    /// <summary>The least number of items.</summary>
    public int Least { get; init; }

    /// <summary>The greatest number of items.</summary>
    public int Most { get; init; } = int.MaxValue;

    /// <inheritdoc/>
    public override void Check(JsonElement value, Place place)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            place.Refuse("is no list.", "Write it in square brackets.");
            return;
        }

        int count = value.GetArrayLength();
        if (count < Least || count > Most)
        {
            string wish = Most == int.MaxValue ? $"at least {Least}" : Least == Most
                ? $"exactly {Least}" : $"{Least} to {Most}";
            place.Refuse($"is a list of {count} items.", $"There must be {wish}.");
        }

        int index = 0;
        foreach (JsonElement one in value.EnumerateArray())
        {
            place.Enter(index++);
            item.Check(one, place);
            place.Leave();
        }
    }
}
