namespace OpenAIFineTune.Data.Checking.Shapes;

/// <summary>
/// What a JSON value has to look like: the part of OpenAI's line schemas that is about kinds of values.
/// </summary>
internal abstract class Shape
{
    /// <summary>Refuses at <paramref name="place"/> what does not look like it.</summary>
    public abstract void Check(JsonElement value, Place place);
}
