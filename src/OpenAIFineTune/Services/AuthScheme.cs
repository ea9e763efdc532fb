namespace OpenAIFineTune.Services;

/// <summary>How a service wants to be shown the key.</summary>
internal enum AuthScheme
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary><c>Authorization: Bearer …</c></summary>
    Bearer,

    /// <summary><c>api-key: …</c>, Azure's header.</summary>
    ApiKeyHeader,
}
