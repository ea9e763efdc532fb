using System.Management.Automation;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>Takes the names of known services alone; a ValidateSet would be a second list of them.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateProviderAttribute : ValidateEnumeratedArgumentsAttribute
{
    protected override void ValidateElement(object element)
    {
        string[] names = [.. ServiceProfiles.All.Select(service => service.Name)];
        if (!names.Contains(element?.ToString(), StringComparer.OrdinalIgnoreCase))
        {
            throw new ValidationMetadataException(
                $"'{element}' is no service; the services are: {string.Join(", ", names)}.");
        }
    }
}
