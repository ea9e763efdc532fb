namespace OpenAIFineTune.Services;

/// <summary>Makes and checks the address that a connection's paths are appended to.</summary>
internal static class ServiceAddress
{
    /// <summary>The address of a service; ends in a slash.</summary>
    public static Uri Of(ServiceProfile profile, Uri? given)
    {
        Uri address = given ?? profile.Address ?? throw new FineTuneException(
            "AddressMissing", $"A connection to {profile.Name} needs -BaseUri, the address of the server.");
        Check(address);
        string path = address.AbsoluteUri.TrimEnd('/');
        if (profile.AddressSuffix.Length > 0)
        {
            // People paste the address with and without these ends.
            path = WithoutEnd(WithoutEnd(path, "/v1"), "/openai");
        }

        return new Uri($"{path}/{profile.AddressSuffix}");
    }

    /// <summary>An address as an error may show it: a refused one may hold a password or a key.</summary>
    public static Uri? Shown(Uri? address)
    {
        bool mayHoldSecret = address?.OriginalString.AsSpan().IndexOfAny('@', '?', '#') >= 0;
        return !mayHoldSecret ? address : address!.IsAbsoluteUri && address.Scheme is "http" or "https"
            ? new Uri(address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped))
            : null;
    }

    /// <summary>Refuses a proxy that can't work, and one that would see what must not leave this machine.</summary>
    public static void CheckProxy(Uri proxy, Uri address)
    {
        if (!proxy.IsAbsoluteUri || proxy.Scheme is not ("http" or "https" or "socks4" or "socks4a" or "socks5"))
        {
            throw new FineTuneException(
                "AddressInvalid", "-Proxy must be an http, https or socks address, such as http://proxy:8080.");
        }

        if (address.Scheme == "http")
        {
            throw new FineTuneException(
                "InsecureAddress", $"Through a proxy, '{address}' would be sent key and data in the clear.")
            {
                Advice = "Plain http is for this machine only, which needs no proxy: leave -Proxy out, or use https.",
            };
        }
    }

    private static void Check(Uri address)
    {
        bool isWeb = address.IsAbsoluteUri && address.Scheme is "http" or "https";
        if (!isWeb || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            throw new FineTuneException(
                "AddressInvalid",
                "-BaseUri must be a whole http or https address without a query, such as https://host/v1.");
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
