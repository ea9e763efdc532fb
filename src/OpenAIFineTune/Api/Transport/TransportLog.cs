namespace OpenAIFineTune.Api.Transport;

/// <summary>Told what goes over the wire, and keeps none of it. It is told no key and no header's value.</summary>
internal class TransportLog
{
    /// <summary>For clients outside a command.</summary>
    public static TransportLog None { get; } = new();

    /// <summary>What a user may want to know, such as a retry.</summary>
    public virtual void Verbose(string text)
    {
    }

    /// <summary>A line for each request and its response.</summary>
    public virtual void Debug(string text)
    {
    }
}
