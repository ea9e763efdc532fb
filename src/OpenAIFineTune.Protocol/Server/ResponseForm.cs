namespace OpenAIFineTune.Protocol.Server;

/// <summary>How a response goes out: with its body or not, as the last one or not, in chunks or not.</summary>
internal sealed record ResponseForm(bool IsHead, bool KeepsOpen, bool TakesChunks)
{
    /// <summary>For a request that was not understood.</summary>
    public static ResponseForm Last { get; } = new(IsHead: false, KeepsOpen: false, TakesChunks: true);

    public static ResponseForm For(RequestHead head, bool keepsOpen)
        => new(head.Method == "HEAD", keepsOpen, TakesChunks: !head.IsHttp10);
}
