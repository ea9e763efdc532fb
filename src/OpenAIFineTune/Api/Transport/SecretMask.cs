namespace OpenAIFineTune.Api.Transport;

/// <summary>Takes a connection's secrets out of what a service sent, in case it echoes them.</summary>
internal sealed class SecretMask(FineTuneConnection connection)
{
    private const string Masked = "***";

    // Shorter values of headers are words that may stand in any text.
    private const int ShortestHeader = 9;

    // Servers on one's own machine take any word for a key, which may be a part of their models' names.
    private const int ShortestKey = 20;

    /// <summary>An answer in UTF-8 without the key, so that no object made of it can show it.</summary>
    public byte[] Of(byte[] answer)
        => connection.Credential?.IsIn(answer, ShortestKey) == true
            ? Encoding.UTF8.GetBytes(OfAnswer(Encoding.UTF8.GetString(answer))) : answer;

    /// <summary>A part of an answer without the key.</summary>
    public string OfAnswer(string part) => connection.Credential?.Mask(part, ShortestKey) ?? part;

    /// <summary>How much of a part's end may be the start of the key, whose rest is still to come.</summary>
    public int HeldLength(string part) => connection.Credential?.StartAtEndOf(part, ShortestKey) ?? 0;

    /// <summary>A text that is to be shown.</summary>
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
