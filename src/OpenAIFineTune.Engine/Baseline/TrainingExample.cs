using OpenAIFineTune.Protocol.Examples;

namespace OpenAIFineTune.Engine.Baseline;

/// <summary>A question and the answer to learn.</summary>
internal sealed record TrainingExample(string Prompt, string Completion)
{
    public int TokenCount => Tokenizer.Count(Prompt) + Tokenizer.Count(Completion);

    /// <summary>Takes the last answer of a line, and what it answers.</summary>
    public static TrainingExample Of(TrainingLine line)
    {
        (Conversation asked, Turn answer) = line.LastAnswer();
        return new TrainingExample(QuestionOf(asked), answer.Text);
    }

    /// <summary>All that the baseline looks at: the last message of the user; without one, the last message.</summary>
    public static string QuestionOf(Conversation asked)
        => (asked.Turns.LastOrDefault(turn => turn.Role == Turn.User) ?? asked.Turns.LastOrDefault())?.Text ?? "";
}
