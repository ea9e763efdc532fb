using System.Management.Automation;
using OpenAIFineTune.Api.Completions;
using OpenAIFineTune.PowerShell;

namespace OpenAIFineTune.Commands;

/// <content>The parameters that only some endpoints know, and what does not go together.</content>
public sealed partial class InvokeFineTunedCompletionCommand
{
    [Parameter]
    [Alias("N")]
    [ValidateRange(1, 128)]
    public int? Count { get; set; }

    [Parameter]
    [ValidateRange(0, 20)]
    public int? LogProbs { get; set; }

    [Parameter]
    [ValidateRange(1, 20)]
    public int? BestOf { get; set; }

    [Parameter]
    public SwitchParameter Echo { get; set; }

    [Parameter]
    public string? Suffix { get; set; }

    [Parameter]
    public CompletionResponseFormat ResponseFormat { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public object? JsonSchema { get; set; }

    internal override CompletionSettings ToSettings() => base.ToSettings() with
    {
        Count = Count,
        LogProbs = LogProbs,
        BestOf = BestOf,
        Echo = Echo,
        Suffix = Suffix,
        ResponseFormat = ToResponseFormat(),
    };

    private JsonObject? ToResponseFormat()
    {
        if (JsonSchema is not null)
        {
            JsonObject schema = new() { ["name"] = "answer", ["strict"] = true, ["schema"] = ReadSchema(JsonSchema) };
            return new JsonObject { ["type"] = "json_schema", ["json_schema"] = schema };
        }

        return ResponseFormat == CompletionResponseFormat.Text ? null : new JsonObject { ["type"] = "json_object" };
    }

    private static JsonNode? ReadSchema(object schema)
    {
        JsonNode? json = ObjectJson.From(schema);
        if (json is not JsonValue value || !value.TryGetValue(out string? text))
        {
            return json;
        }

        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException e)
        {
            throw new FineTuneException("InvalidSetting", $"-JsonSchema is not JSON: {e.Message}", e);
        }
    }

    private void CheckParameters()
    {
        bool hasPrompt = MyInvocation.BoundParameters.ContainsKey(nameof(Prompt)) || Messages.Length > 0;
        if (!hasPrompt && !MyInvocation.BoundParameters.ContainsKey(nameof(Model)))
        {
            // PowerShell would take one piped value for both.
            throw Invalid("Neither model nor prompt is given: pipe one of them and name the other by its parameter.");
        }

        if (BestOf < (Count ?? 1))
        {
            throw Invalid($"-BestOf {BestOf} is less than -Count {Count}: the best can't be more than there are.");
        }

        if (JsonSchema is not null && ResponseFormat != CompletionResponseFormat.Text)
        {
            throw Invalid("-JsonSchema says the format of the answer already: leave -ResponseFormat out.");
        }

        if (Stream && (OutputPath is not null || Count > 1 || BestOf > 1 || ThrottleLimit > 1))
        {
            throw Invalid(
                "-Stream shows one answer at a time, without -OutputPath, -Count, -BestOf and -ThrottleLimit.");
        }
    }

    private void CheckEndpoint(PromptFormat format)
    {
        if (format.Endpoint == CompletionEndpoint.Chat && (Echo || Suffix is not null || BestOf is not null))
        {
            throw Invalid($"'{format.Model}' is asked by the chat endpoint, which has no -Echo, -Suffix and -BestOf.");
        }

        if (format.Endpoint == CompletionEndpoint.Completions && (NeedsChat || _settings.ResponseFormat is not null))
        {
            throw Invalid($"'{format.Model}' is asked by the completions endpoint, "
                + "which has no -SystemMessage, -Messages, -ResponseFormat and -JsonSchema.");
        }
    }

    private static FineTuneException Invalid(string message) => new("InvalidSetting", message);
}
