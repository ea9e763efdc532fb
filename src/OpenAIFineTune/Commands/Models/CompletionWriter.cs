using System.Management.Automation;
using System.Text.Json;
using OpenAIFineTune.PowerShell;

namespace OpenAIFineTune.Commands;

/// <summary>Writes answers the way the caller wants them: as they are, as objects, or in their rows.</summary>
/// <param name="asObject">True to read answers as JSON.</param>
/// <param name="rowProperty">The property of the row that takes the answer; null to write the answer itself.</param>
internal sealed class CompletionWriter(bool asObject, string? rowProperty)
{
    // The view of this name leaves out the text, which the person has just seen come.
    private const string StreamedType = "OpenAIFineTune.FineTunedCompletion#Streamed";

    public async Task WriteAsync(CompletionTask task, PipelineWriter pipeline)
    {
        foreach (FineTunedCompletion answer in task.Answers)
        {
            await WriteAsync(task.Input, answer, isSeen: false, pipeline).ConfigureAwait(false);
        }
    }

    public async Task WriteAsync(PromptInput input, FineTunedCompletion answer, bool isSeen, PipelineWriter pipeline)
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

    private static object? ReadJson(FineTunedCompletion answer)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(answer.Text);
            return JsonObjects.Read(document.RootElement);
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
