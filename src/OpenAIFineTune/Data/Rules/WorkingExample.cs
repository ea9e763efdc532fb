using OpenAIFineTune.Data.Examples;
using OpenAIFineTune.Data.Reading.Rows;

namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// An example while rules work on it: its texts without separator, leading blank and ending, so that a file that has
/// them and one that has not are judged alike, and a second run finds nothing to do.
/// </summary>
internal ref struct WorkingExample(Example source)
{
    private readonly Example _source = source;

    /// <summary>Where it came from.</summary>
    public readonly RowOrigin Origin => _source.Origin;

    /// <summary>What is asked.</summary>
    public ReadOnlySpan<byte> Prompt { get; set; } = source.Prompt;

    /// <summary>The answer, without the one blank that may lead it.</summary>
    public ReadOnlySpan<byte> Completion { get; set; } = WithoutBlank(source.Completion);

    /// <summary>The answer before it was put in small letters; the same when it was not.</summary>
    public ReadOnlySpan<byte> CompletionAsWritten { get; set; }

    /// <summary>The answer that is not to be given; empty outside of preference data.</summary>
    public ReadOnlySpan<byte> NonPreferred { get; set; } = WithoutBlank(source.NonPreferred);

    /// <summary>What the model is told before the conversation; empty for nothing.</summary>
    public readonly ReadOnlySpan<byte> System => _source.System;

    /// <summary>The whole line of a conversation; empty for other examples.</summary>
    public readonly ReadOnlySpan<byte> Line => _source.Line;

    /// <summary>True when there is a second answer, even an empty one.</summary>
    public readonly bool IsPreference => _source.IsPreference;

    /// <summary>True when the answer came with its leading blank.</summary>
    public readonly bool HasLeadingSpace => _source.Completion is [(byte)' ', ..];

    /// <summary>True for conversations that go on as they came.</summary>
    public readonly bool IsConversation => !_source.Line.IsEmpty;

    /// <summary>Where the next example begins in the block.</summary>
    public readonly int End => _source.End;

    private static ReadOnlySpan<byte> WithoutBlank(ReadOnlySpan<byte> text)
        => text is [(byte)' ', ..] ? text[1..] : text;
}
