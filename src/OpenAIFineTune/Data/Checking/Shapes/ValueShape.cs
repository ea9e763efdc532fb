namespace OpenAIFineTune.Data.Checking.Shapes;

/// <summary>A value without others in it, which is held to a test.</summary>
/// <param name="isGood">The test.</param>
/// <param name="fault">What is said of a value that does not pass it.</param>
/// <param name="advice">What is to be done then.</param>
internal sealed class ValueShape(Func<JsonElement, bool> isGood, string fault, string advice) : Shape
{
    /// <summary>What the value must be before it is tested; null where the test is all.</summary>
    public ValueShape? Kind { get; init; }

    /// <inheritdoc/>
    public override void Check(JsonElement value, Place place)
    {
        if (Kind is not null && !Kind.IsGood(value))
        {
            Kind.Check(value, place);
        }
        else if (!IsGood(value))
        {
            place.Refuse(fault, advice);
        }
    }

    private bool IsGood(JsonElement value) => isGood(value);
}
