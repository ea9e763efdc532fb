using System.Management.Automation;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>Takes a grader as JSON text, a hashtable or what <c>ConvertFrom-Json</c> gives; gives JSON text.</summary>
internal sealed class GraderTransformAttribute : ValueTransformAttribute
{
    protected override object? Read(object? value, EngineIntrinsics engine)
    {
        try
        {
            JsonNode? node = value is string text ? JsonNode.Parse(text) : ObjectJson.From(value);
            return node is JsonObject grader && grader.ContainsKey("type")
                ? grader.ToJsonString()
                : throw new ArgumentTransformationMetadataException(
                    "A grader is an object with a 'type', such as "
                    + "@{ type = 'string_check'; name = '…'; input = '…'; … }.");
        }
        catch (JsonException e)
        {
            throw new ArgumentTransformationMetadataException($"The grader is no JSON: {e.Message}", e);
        }
    }

    /// <summary>The grader that the parameter holds after its transformation; null without one.</summary>
    public static JsonObject? Parse(object? value) => value is string text ? JsonNode.Parse(text)!.AsObject() : null;
}
