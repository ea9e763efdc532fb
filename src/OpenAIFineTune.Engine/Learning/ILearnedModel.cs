using OpenAIFineTune.Protocol.Examples;

namespace OpenAIFineTune.Engine.Learning;

/// <summary>What a base model became by training. Safe to use from several threads.</summary>
internal interface ILearnedModel
{
    /// <summary>Says with every answer, as the system fingerprint, what kind of model gave it.</summary>
    string Fingerprint { get; }

    /// <summary>
    /// The answers to a conversation, as many as asked for, one after the other and token by token. The last token of
    /// each has no text and says why it ends. What sampling means is the model's to say.
    /// </summary>
    IEnumerable<IEnumerable<AnswerToken>> Answer(Conversation asked, SamplingOptions options);

    /// <summary>How many tokens it reads of a conversation.</summary>
    int CountTokens(Conversation asked);

    /// <summary>A text in its tokens.</summary>
    IReadOnlyList<string> Split(string text);

    void Save(Stream stream);
}
