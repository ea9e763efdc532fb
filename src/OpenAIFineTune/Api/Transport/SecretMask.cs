namespace OpenAIFineTune.Api.Transport;

/// <summary>Takes a connection's secrets out of what a service sent, in case it echoes them.</summary>
internal sealed class SecretMask(FineTuneConnection connection)
{
    private const string Masked = "***";

    // Shorter values of headers are words that may stand in any text.
    private const int ShortestHeader = 9;

    public string Of(string text)
    {
        string masked = connection.Credential?.Mask(text) ?? text;
        foreach (string secret in connection.Profile.Headers.Values.Where(value => value.Length >= ShortestHeader))
        {
            masked = masked.Replace(secret, Masked, StringComparison.Ordinal);
        }

        return masked;
    }
}
