using OpenAIFineTune.Engine.Baseline;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine.Inference;

/// <summary>The answers to all prompts of one request, within what one request may take.</summary>
internal static class AnswerBatch
{
    private const int MaxAnswers = 2048;

    // In characters; a token whose probability is told takes as much memory as this many.
    private const long MaxSize = 8 * 1024 * 1024;
    private const long TokenSize = 64;

    /// <summary>Makes the answers, prompt by prompt, until they are too many or nobody waits for them.</summary>
    public static List<(string Prompt, Answer Answer)> Make(
        BaselineModel model, IReadOnlyList<string> prompts, SamplingOptions options, CancellationToken cancellation)
    {
        if ((long)prompts.Count * options.Count > MaxAnswers)
        {
            throw RequestFailure.Invalid(
                "n", $"The prompts times 'n' are more than the {MaxAnswers} answers that one request may have.");
        }

        List<(string Prompt, Answer Answer)> answers = [];
        long size = 0;
        foreach (string prompt in prompts)
        {
            foreach (Answer answer in Answerer.Make(model.Predict(prompt), options))
            {
                cancellation.ThrowIfCancellationRequested();
                size += SizeOf(prompt, answer, options);
                answers.Add(size <= MaxSize ? (prompt, answer) : throw TooLarge());
            }
        }

        return answers;
    }

    private static long SizeOf(string prompt, Answer answer, SamplingOptions options)
    {
        long size = answer.Tokens.Sum(token => token.Text.Length) + (options.Echo ? prompt.Length : 0);
        return options.LogProbs is int likely
            ? size + ((answer.Tokens.Count + (options.Echo ? Tokenizer.Count(prompt) : 0)) * (1L + likely) * TokenSize)
            : size;
    }

    private static RequestFailure TooLarge() => RequestFailure.Invalid(
        "n", "The answers to this request would be too large. Ask for fewer, or without probabilities.");
}
