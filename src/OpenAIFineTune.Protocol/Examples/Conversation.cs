namespace OpenAIFineTune.Protocol.Examples;

/// <summary>What is to be answered.</summary>
/// <param name="Turns">The messages; of a bare prompt a single one, of the user.</param>
/// <param name="IsChat">False for a bare prompt, which has no roles.</param>
internal sealed record Conversation(IReadOnlyList<Turn> Turns, bool IsChat = true)
{
    public static Conversation OfPrompt(string prompt) => new([new Turn(Turn.User, prompt)], IsChat: false);
}
