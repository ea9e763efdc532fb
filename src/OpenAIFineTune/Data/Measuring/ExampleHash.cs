using OpenAIFineTune.Data.Rules;

namespace OpenAIFineTune.Data.Measuring;

/// <summary>Hashes of an example as it is: of all of it, and of its parts.</summary>
internal readonly ref struct ExampleHash
{
    private readonly UInt128 _prompt;
    private readonly UInt128 _system;
    private readonly UInt128 _completion;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ExampleHash(in WorkingExample example)
    {
        _system = TextHash.Of(example.System);
        _completion = TextHash.Of(example.Completion);
        _prompt = TextHash.Of(example.Prompt);
        TextHash whole = new(0);
        whole.Add(example.IsConversation ? TextHash.Of(example.Line) : _prompt);
        if (!example.IsConversation)
        {
            whole.Add(_completion);
            whole.Add(_system);
            whole.Add(TextHash.Of(example.NonPreferred));
        }

        Whole = whole.Value;
    }

    /// <summary>Of all that will be written.</summary>
    public UInt128 Whole { get; }

    /// <summary>Of all that leads to the answer.</summary>
    public ulong Question => (ulong)_prompt ^ ulong.RotateLeft((ulong)_system, 1);

    /// <summary>Of the answer.</summary>
    public ulong Label => (ulong)_completion;

    /// <summary>By which an example is chosen under a seed or not.</summary>
    public ulong Rank(ulong seed)
    {
        TextHash hash = new(seed);
        hash.Add(Whole);
        return hash.Short;
    }
}
