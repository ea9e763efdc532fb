using System.Management.Automation;
using OpenAIFineTune.Api.Completions;
using OpenAIFineTune.PowerShell;

namespace OpenAIFineTune.Commands;

/// <summary>
/// Shows an answer while it comes. At the end of a pipeline the text goes to the host, as Write-Host's does, and the
/// finished answer is the output; before another command, the parts themselves are.
/// </summary>
/// <param name="isLast">True when no command follows in the pipeline.</param>
internal sealed class CompletionHost(bool isLast)
{
    private const string HostTag = "PSHOST";

    /// <summary>Reads the whole stream; null when its parts were the output.</summary>
    public async Task<FineTunedCompletion?> ShowAsync(
        CompletionStream stream, PipelineWriter pipeline, CancellationToken cancellation)
    {
        bool hasText = false;
        try
        {
            await foreach (string part in stream.ReadAsync(cancellation).ConfigureAwait(false))
            {
                hasText = true;
                await (isLast ? ToHostAsync(part, pipeline) : pipeline.WriteObjectAsync(part)).ConfigureAwait(false);
            }
        }
        finally
        {
            if (isLast && hasText && !cancellation.IsCancellationRequested)
            {
                await ToHostAsync(Environment.NewLine, pipeline).ConfigureAwait(false);
            }
        }

        return isLast ? stream.Completion : null;
    }

    private static Task ToHostAsync(string text, PipelineWriter pipeline)
        => pipeline.WriteInformationAsync(
            new HostInformationMessage { Message = TerminalText.Of(text), NoNewLine = true }, HostTag);
}
