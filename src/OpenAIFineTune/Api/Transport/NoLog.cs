namespace OpenAIFineTune.Api.Transport;

/// <summary>For clients outside a command.</summary>
internal sealed class NoLog : ITransportLog
{
    public static NoLog Instance { get; } = new();

    public void Verbose(string text)
    {
    }

    public void Debug(string text)
    {
    }
}
