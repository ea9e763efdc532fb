namespace OpenAIFineTune.Connections;

/// <summary>Makes and checks the address that a connection's paths are appended to.</summary>
internal static class ServiceAddress
{
    /// <summary>The address of a service; ends in a slash.</summary>
    public static Uri Of(ServiceProfile profile, Uri? given, FineTuneProvider provider)
    {
        Uri address = given ?? profile.Address ?? throw new FineTuneException(
            "AddressMissing", $"A connection to {provider} needs -BaseUri, the address of the server.");
        Check(address);
        string path = address.AbsoluteUri.TrimEnd('/');
        if (profile.AddressSuffix.Length > 0)
        {
            // People paste the address with and without these ends.
            path = WithoutEnd(WithoutEnd(path, "/v1"), "/openai");
        }

        return new Uri($"{path}/{profile.AddressSuffix}");
    }

    /// <summary>The provider that an address tells by its host.</summary>
    public static FineTuneProvider ProviderOf(Uri? address) => address?.Host switch
    {
        null => FineTuneProvider.OpenAI,
        "api.openai.com" => FineTuneProvider.OpenAI,
        "api.tokenfactory.nebius.com" => FineTuneProvider.Nebius,
        string host when host.EndsWith(".openai.azure.com", StringComparison.OrdinalIgnoreCase)
            || host.EndsWith(".services.ai.azure.com", StringComparison.OrdinalIgnoreCase) => FineTuneProvider.Azure,
        _ => FineTuneProvider.Compatible,
    };

    private static void Check(Uri address)
    {
        bool isWeb = address.IsAbsoluteUri && address.Scheme is "http" or "https";
        if (!isWeb || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            throw new FineTuneException(
                "AddressInvalid",
                "-BaseUri must be an http or https address without a query, such as https://host/v1.");
        }

        if (address.UserInfo.Length > 0)
        {
            throw new FineTuneException(
                "InsecureAddress", "-BaseUri holds a user name or password, which would be shown; use -ApiKey.");
        }

        if (address.Scheme == "http" && !address.IsLoopback)
        {
            throw new FineTuneException(
                "InsecureAddress",
                $"'{address}' would send key and data in the clear. Plain http is for this machine only; use https.");
        }
    }

    private static string WithoutEnd(string text, string end)
        => text.EndsWith(end, StringComparison.OrdinalIgnoreCase) ? text[..^end.Length] : text;
}
