namespace OpenAIFineTune.Api.Transport;

/// <summary>Told what goes over the wire. What it is told holds no key and no header's value.</summary>
internal interface ITransportLog
{
    /// <summary>What a user may want to know, such as a retry.</summary>
    void Verbose(string text);

    /// <summary>A line for each request and answer.</summary>
    void Debug(string text);
}
