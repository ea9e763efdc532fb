using System.Globalization;

namespace OpenAIFineTune.Api.Jobs;

/// <summary>What a hyperparameter may be.</summary>
/// <param name="Name">The protocol's name.</param>
/// <param name="Parameter">The cmdlet's name for it.</param>
/// <param name="IsWhole">True for a count, which is 1 at least.</param>
/// <param name="Most">The largest value at OpenAI; null without a limit.</param>
internal sealed record HyperparameterRule(string Name, string Parameter, bool IsWhole = false, double? Most = null)
{
    /// <summary>The training methods that have it; all when empty.</summary>
    public string[] Methods { get; init; } = [];

    /// <summary>Throws when the value can't be right.</summary>
    public void Check(object value, string method, bool hasLimits)
    {
        if (Methods.Length > 0 && !Methods.Contains(method))
        {
            throw JobRules.Wrong(Parameter, $"it belongs to -Method {Methods[0]}, and the method is {method}");
        }

        if (value is not double number)
        {
            return; // The word "auto" or, for the reasoning effort, a word of the service.
        }

        string text = number.ToString(CultureInfo.InvariantCulture);
        if (IsWhole && (number < 1 || number != Math.Floor(number)))
        {
            throw JobRules.Wrong(Parameter, $"{text} is not a whole number from 1 on, nor 'auto'");
        }

        if (number <= 0)
        {
            throw JobRules.Wrong(Parameter, $"{text} is not greater than 0, nor 'auto'");
        }

        if (hasLimits && number > Most)
        {
            throw JobRules.Wrong(Parameter, $"{text} is more than {Most.Value.ToString(CultureInfo.InvariantCulture)}");
        }
    }
}
