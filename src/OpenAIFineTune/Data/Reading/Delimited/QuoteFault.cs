namespace OpenAIFineTune.Data.Reading.Delimited;

/// <summary>What can be wrong with the double quotes of a record.</summary>
internal enum QuoteFault
{
    None,

    /// <summary>Closed on a later line, with text behind it: two stray quotes that swallow what lies between.</summary>
    Stray,

    /// <summary>Still open at the end of the file.</summary>
    Unclosed,
}
