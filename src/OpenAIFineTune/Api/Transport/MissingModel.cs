namespace OpenAIFineTune.Api.Transport;

/// <summary>Tells a model that is not there from an address that a service does not have: both are a 404.</summary>
internal static class MissingModel
{
    /// <summary>
    /// True when a refusal is about a model: by the protocol's code, or in words, which are no address.
    /// </summary>
    public static bool IsMeant(ApiException refusal)
        => refusal.ErrorId == "NotFound"
            && (refusal.Code == "model_not_found"
                || (refusal.Message.Contains("model", StringComparison.OrdinalIgnoreCase)
                    && !refusal.Message.Contains("models/", StringComparison.OrdinalIgnoreCase)));
}
