using System.Management.Automation;
using OpenAIFineTune.Api.Completions;

namespace OpenAIFineTune.PowerShell;

/// <summary>
/// Writes answers the way the caller wants them: as they are, as objects, or in their rows; whole, or while they come.
/// </summary>
/// <param name="asObject">True to read answers as JSON.</param>
/// <param name="rowProperty">The property of the row that takes the answer; null to write the answer itself.</param>
internal sealed class CompletionWriter(bool asObject, string? rowProperty)
{
    private const string HostTag = "PSHOST";

    // The view of this name leaves out the text, which the person has just seen come.
    private const string StreamedType = "OpenAIFineTune.FineTunedCompletion#Streamed";

    /// <summary>True when no command follows in the pipeline.</summary>
    public bool IsLast { get; init; }

    public Task WriteAsync(PromptInput input, FineTunedCompletion answer, PipelineWriter pipeline)
        => WriteAsync(input, answer, isSeen: false, pipeline);

    /// <summary>
    /// Shows an answer while it comes. At the end of a pipeline the text goes to the host, as Write-Host's does, and
    /// the finished answer is the output; before another command, the parts themselves are.
    /// </summary>
    public async Task StreamAsync(
        PromptInput input, CompletionStream stream, PipelineWriter pipeline, CancellationToken cancellation)
    {
        bool hasText = false;
        try
        {
            await foreach (string part in stream.ReadAsync(cancellation).ConfigureAwait(false))
            {
                hasText = true;
                await (IsLast ? ToHostAsync(part, pipeline) : pipeline.WriteObjectAsync(part)).ConfigureAwait(false);
            }
        }
        finally
        {
            if (IsLast && hasText && !cancellation.IsCancellationRequested)
            {
                await ToHostAsync(Environment.NewLine, pipeline).ConfigureAwait(false);
            }
        }

        if (IsLast)
        {
            await WriteAsync(input, stream.Completion, isSeen: true, pipeline).ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(PromptInput input, FineTunedCompletion answer, bool isSeen, PipelineWriter pipeline)
    {
        object? value = asObject ? ReadJson(answer) : answer;
        if (rowProperty is not null)
        {
            object? inRow = asObject ? value : answer.Text;
            value = await pipeline.InvokeAsync(_ => input.WithAnswer(rowProperty, inRow)).ConfigureAwait(false);
        }
        else if (isSeen && !asObject)
        {
            PSObject streamed = new(answer);
            streamed.TypeNames.Insert(0, StreamedType);
            value = streamed;
        }

        await pipeline.WriteObjectAsync(value).ConfigureAwait(false);
    }

    private static Task ToHostAsync(string text, PipelineWriter pipeline)
        => pipeline.WriteInformationAsync(
            new HostInformationMessage { Message = TerminalText.Of(text), NoNewLine = true }, HostTag);

    private static object? ReadJson(FineTunedCompletion answer)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(answer.Text);
            return ObjectJson.Read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new FineTuneException(
                "InvalidAnswer",
                $"The answer of '{answer.Model}' is not JSON (it ended with '{answer.FinishReason}'): {e.Message}",
                e)
            {
                Target = answer,
                Advice = "Ask for JSON with -ResponseFormat or -JsonSchema, and allow enough with -MaxTokens.",
            };
        }
    }
}
