using System.Security.Cryptography;

namespace OpenAIFineTune.Api.Completions;

/// <summary>By what a recorded answer is found again.</summary>
/// <param name="Index">The prompt's place in the run.</param>
/// <param name="Hash">A hash of the whole request.</param>
internal readonly record struct AnswerKey(long Index, string Hash)
{
    // 128 bits: two requests of one run will not share them by chance.
    private const int HashBytes = 16;

    public static AnswerKey Of(long index, CompletionRequest request, FineTuneProvider provider)
    {
        byte[] hash = SHA256.HashData(CompletionBody.Write(request, provider, streams: false));
        return new AnswerKey(index, Convert.ToHexString(hash, 0, HashBytes));
    }
}
