namespace OpenAIFineTune.Help;

/// <summary>A parameter's role in one parameter set.</summary>
/// <param name="IsMandatory">True when it must be given.</param>
/// <param name="Position">Its place among the arguments without a name; null when it has none.</param>
/// <param name="ByValue">True when an object of the pipeline is taken as its value.</param>
/// <param name="ByPropertyName">True when a property of its name is taken from an object of the pipeline.</param>
public sealed record ParameterInSet(bool IsMandatory, int? Position, bool ByValue, bool ByPropertyName)
{
    /// <summary>How the pipeline reaches it, in the words of Get-Help.</summary>
    public string PipelineInput => (ByValue, ByPropertyName) switch
    {
        (true, true) => "True (ByPropertyName, ByValue)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };
}
