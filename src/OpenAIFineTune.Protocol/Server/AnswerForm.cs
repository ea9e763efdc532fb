namespace OpenAIFineTune.Protocol.Server;

/// <summary>How an answer goes out: with its body or not, as the last one or not, in chunks or not.</summary>
internal sealed record AnswerForm(bool IsHead, bool KeepsOpen, bool TakesChunks)
{
    /// <summary>For a request that was not understood.</summary>
    public static AnswerForm Last { get; } = new(IsHead: false, KeepsOpen: false, TakesChunks: true);

    public static AnswerForm For(RequestHead head, bool keepsOpen)
        => new(head.Method == "HEAD", keepsOpen, TakesChunks: !head.IsHttp10);
}
