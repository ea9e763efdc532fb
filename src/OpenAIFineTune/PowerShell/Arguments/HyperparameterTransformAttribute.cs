using System.Management.Automation;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>Takes a number or the word <c>auto</c>, which leaves the choice to the service.</summary>
internal sealed class HyperparameterTransformAttribute : ValueTransformAttribute
{
    /// <summary>The word.</summary>
    public const string Auto = "auto";

    protected override object? Read(object? value, EngineIntrinsics engine)
    {
        string text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        if (text.Equals(Auto, StringComparison.OrdinalIgnoreCase))
        {
            return Auto;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && double.IsFinite(number)
                ? number
                : throw new ArgumentTransformationMetadataException(
                    $"'{text}' is neither a number nor the word 'auto'.");
    }
}
