using OpenAIFineTune.Data.Reading;

namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// An example while rules work on it: its texts without separator, leading blank and ending, so that a file that has
/// them and one that has not are judged alike, and a second run finds nothing to do.
/// </summary>
internal record struct WorkingExample(Example Source)
{
    /// <summary>Where it came from.</summary>
    public readonly RowOrigin Origin => Source.Origin;

    /// <summary>What is asked.</summary>
    public string Prompt { get; set; } = Source.Prompt;

    /// <summary>The answer, without the one blank that may lead it.</summary>
    public string Completion { get; set; } = WithoutBlank(Source.Completion);

    /// <summary>The answer before it was put in small letters; null when it was not.</summary>
    public string? CompletionAsWritten { get; set; }

    /// <summary>The answer that is not to be given; null outside of preference data.</summary>
    public string? NonPreferred { get; set; } = Source.NonPreferred is null ? null : WithoutBlank(Source.NonPreferred);

    /// <summary>True when the answer came with its leading blank.</summary>
    public bool HasLeadingSpace { get; set; } = Source.Completion.StartsWith(' ');

    /// <summary>A hash of all that will be written of it.</summary>
    public readonly UInt128 Hash
    {
        get
        {
            TextHash hash = new(0);
            hash.Add(Source.Line ?? Prompt);
            if (!IsConversation)
            {
                hash.Add(Completion);
                hash.Add(Source.System);
                hash.Add(NonPreferred);
            }

            return hash.Value;
        }
    }

    /// <summary>A hash of all that leads to the answer.</summary>
    public readonly ulong PromptHash
    {
        get
        {
            TextHash hash = new(0);
            hash.Add(Prompt);
            hash.Add(Source.System);
            return hash.Short;
        }
    }

    /// <summary>True for conversations that go on as they came.</summary>
    public readonly bool IsConversation => Source.Line is not null;

    private static string WithoutBlank(string text) => text.StartsWith(' ') ? text[1..] : text;
}
