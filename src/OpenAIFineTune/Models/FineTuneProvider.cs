namespace OpenAIFineTune;

/// <summary>The services that a connection can speak to.</summary>
public enum FineTuneProvider
{
    /// <summary>The engine in this process.</summary>
    Local,

    /// <summary>OpenAI.</summary>
    OpenAI,

    /// <summary>Azure OpenAI and Microsoft Foundry.</summary>
    Azure,

    /// <summary>Nebius Token Factory.</summary>
    Nebius,

    /// <summary>Any other server that speaks the protocol.</summary>
    Compatible,
}
