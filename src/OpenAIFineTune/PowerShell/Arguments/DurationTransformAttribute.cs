using System.Management.Automation;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>Takes a number as seconds for a time span; PowerShell would take it as 100-nanosecond ticks.</summary>
internal sealed class DurationTransformAttribute : ValueTransformAttribute
{
    protected override object? Read(object? value, EngineIntrinsics engine)
    {
        if (value is null or TimeSpan)
        {
            return value;
        }

        string text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
            && Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan time)
            ? time
            : throw new ArgumentTransformationMetadataException(
                $"'{text}' is no time: give a TimeSpan, a text such as '02:30:00', or a number of seconds.");
    }
}
