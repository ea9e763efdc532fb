namespace OpenAIFineTune;

/// <summary>How much an issue matters.</summary>
public enum FineTuneSeverity
{
    /// <summary>Good to know.</summary>
    Information,

    /// <summary>Training works, but worse than it could.</summary>
    Warning,

    /// <summary>A service would refuse the file, or a row of it was left out.</summary>
    Error,
}
