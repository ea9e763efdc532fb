namespace OpenAIFineTune.Protocol.Server;

/// <summary>The codings of a request's body.</summary>
internal static class ContentCoding
{
    /// <summary>The body as its sender wrote it.</summary>
    public static Stream Decode(Stream body, string? coding) => coding?.ToLowerInvariant() switch
    {
        null or "" or "identity" => body,
        "gzip" or "x-gzip" => new GunzipStream(body),
        _ => throw new RequestFailure(415, "The only content coding of a request is gzip.")
        {
            Code = "unsupported_content_encoding",
        },
    };
}
