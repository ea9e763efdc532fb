namespace OpenAIFineTune.Data.Checking.Shapes;

/// <summary>An object with known keys.</summary>
internal sealed class ObjectShape(params Key[] keys) : Shape
{
    /// <summary>How bad other keys are; null where they are as good as the known ones.</summary>
    public FineTuneSeverity? OtherKeys { get; init; }

    /// <inheritdoc/>
    public override void Check(JsonElement value, Place place)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            place.Refuse("is no object.", "Write it in braces.");
            return;
        }

        Key[] missing = [.. keys.Where(key => key.IsNeeded && !value.TryGetProperty(key.Name, out _))];
        if (missing.Length > 0)
        {
            string names = string.Join(" and no ", missing.Select(key => $"'{key.Name}'"));
            place.Refuse(missing[0].MissingRule, $"has no {names}.", "Add what is missing.");
        }

        foreach (Key key in keys)
        {
            if (value.TryGetProperty(key.Name, out JsonElement given)
                && !(key.MayBeNull && given.ValueKind == JsonValueKind.Null))
            {
                place.Enter(key.Name, key.Rule);
                key.Shape.Check(given, place);
                place.Leave();
            }
        }

        if (OtherKeys is not null)
        {
            TellOthers(value, place);
        }
    }

    private void TellOthers(JsonElement value, Place place)
    {
        foreach (JsonProperty property in value.EnumerateObject())
        {
            if (keys.Any(key => property.NameEquals(key.Name)))
            {
                continue;
            }

            string message = $"{place} has the unknown key '{property.Name}'.";
            if (OtherKeys == FineTuneSeverity.Error)
            {
                _ = place.Findings.Error("UnknownKey", message, "Remove it, or correct its name.");
            }
            else
            {
                _ = place.Findings.Warning("UnknownKey", message, "Remove it, or correct its name.");
            }
        }
    }
}
