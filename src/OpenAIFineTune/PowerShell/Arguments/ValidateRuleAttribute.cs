using System.Management.Automation;
using OpenAIFineTune.Data.Rules;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>
/// Takes the names of rules alone. A ValidateSet would complete them too, without a word on what they do.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateRuleAttribute : ValidateEnumeratedArgumentsAttribute
{
    protected override void ValidateElement(object element)
    {
        string name = element?.ToString() ?? "";
        if (!RuleNames.All.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw new ValidationMetadataException(
                $"'{name}' is no rule; the rules are: {string.Join(", ", RuleNames.All)}.");
        }
    }
}
