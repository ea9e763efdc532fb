using OpenAIFineTune.Services;

namespace OpenAIFineTune.PowerShell.Session;

/// <summary>The connection that the environment variables of OpenAI's own clients describe.</summary>
internal static class EnvironmentConnection
{
    public const string Name = "Environment";
    private const string AddressVariable = "OPENAI_BASE_URL";

    /// <summary>The key that the environment has for a service; it must go to no other. Null without one.</summary>
    public static ApiCredential? KeyOf(ServiceProfile service)
        => service.KeyVariable is string variable && Read(variable) is string key
            ? new ApiCredential(new NetworkCredential("", key).SecurePassword) : null;

    /// <summary>The connection that the variables describe, made anew each time; null without one.</summary>
    public static FineTuneConnection? Create()
    {
        ApiCredential? key = KeyOf(ServiceProfiles.OpenAI);
        Uri? address = Address();
        return key is null && address is null ? null : ConnectionFactory.Create(new ConnectionSettings
        {
            Name = Name,
            BaseUri = address,
            ApiKey = key,
            Organization = Read("OPENAI_ORG_ID"),
            Project = Read("OPENAI_PROJECT_ID"),
        });
    }

    private static Uri? Address()
        => Read(AddressVariable) is not string text ? null
            : Uri.TryCreate(text, UriKind.Absolute, out Uri? address) ? address
            : throw new FineTuneException(
                "AddressInvalid", $"The environment variable {AddressVariable} does not hold an address.");

    private static string? Read(string variable)
        => Environment.GetEnvironmentVariable(variable)?.Trim() is { Length: > 0 } value ? value : null;
}
