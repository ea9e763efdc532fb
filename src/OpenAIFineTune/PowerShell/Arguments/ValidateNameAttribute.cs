using System.Management.Automation;
using OpenAIFineTune.Data.Rules;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>
/// Takes the names of rules, or of services, alone. A ValidateSet would be a second list of them, without a word on
/// what they are.
/// </summary>
/// <param name="kind">Rule or Service.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateNameAttribute(string kind) : ValidateEnumeratedArgumentsAttribute
{
    /// <summary>The names of rules.</summary>
    public const string Rule = "rule";

    /// <summary>The names of services.</summary>
    public const string Service = "service";

    protected override void ValidateElement(object element)
    {
        IEnumerable<string> names = kind == Rule ? RuleList.Names : ServiceProfiles.All.Select(service => service.Name);
        if (!names.Contains(element?.ToString(), StringComparer.OrdinalIgnoreCase))
        {
            throw new ValidationMetadataException(
                $"'{element}' is no {kind}; the {kind}s are: {string.Join(", ", names)}.");
        }
    }
}
