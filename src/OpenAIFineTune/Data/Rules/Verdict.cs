namespace OpenAIFineTune.Data.Rules;

/// <summary>What a rule did to an example.</summary>
internal enum Verdict
{
    /// <summary>Nothing.</summary>
    Untouched,

    /// <summary>It changed a text.</summary>
    Changed,

    /// <summary>The example is not written.</summary>
    LeftOut,
}
