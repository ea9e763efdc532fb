using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.PowerShell;

/// <summary>Shows the transport's log in the streams of the command that is running.</summary>
internal sealed class PipelineLog : TransportLog
{
    public static PipelineLog Instance { get; } = new();

    public override void Verbose(string text)
        => PipelineWriter.Current?.Post(cmdlet => cmdlet.WriteVerbose(TerminalText.Of(text)));

    public override void Debug(string text)
        => PipelineWriter.Current?.Post(cmdlet => cmdlet.WriteDebug(TerminalText.Of(text)));
}
