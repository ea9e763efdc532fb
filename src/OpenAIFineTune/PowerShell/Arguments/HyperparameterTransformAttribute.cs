using System.Globalization;
using System.Management.Automation;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>Takes a number or the word <c>auto</c>, which leaves the choice to the service.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class HyperparameterTransformAttribute : ArgumentTransformationAttribute
{
    /// <summary>The word.</summary>
    public const string Auto = "auto";

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? bare = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        string text = Convert.ToString(bare, CultureInfo.InvariantCulture) ?? "";
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
