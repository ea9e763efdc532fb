using System.Text.Json;

namespace OpenAIFineTune.Data.Checking.Shapes;

/// <summary>A text.</summary>
internal sealed class TextShape : Shape
{
    /// <summary>What it is tested by, and how that is said; null where every text is good.</summary>
    public (Func<string, bool> IsGood, string Wish)? Rule { get; init; }

    /// <summary>One of some words.</summary>
    public static TextShape Of(params string[] words)
        => new() { Rule = (words.Contains, $"is not {string.Join(" or ", words.Select(word => $"'{word}'"))}") };

    /// <inheritdoc/>
    public override void Check(JsonElement value, Place place)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            place.Refuse("is no text.", "Write it in double quotes.");
        }
        else if (Rule is (Func<string, bool> isGood, string wish) && !isGood(value.GetString()!))
        {
            place.Refuse($"{wish}.", "See OpenAI's description of chat completions.");
        }
    }
}
