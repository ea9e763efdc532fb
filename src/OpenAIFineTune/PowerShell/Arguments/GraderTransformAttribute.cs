using System.Management.Automation;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>
/// Takes a grader as JSON text, as a hashtable or as an object from <c>ConvertFrom-Json</c>, and gives JSON text.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class GraderTransformAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? bare = inputData is PSObject wrapped && wrapped.BaseObject is not PSCustomObject
            ? wrapped.BaseObject
            : inputData;
        try
        {
            JsonNode? node = bare is string text ? JsonNode.Parse(text) : ObjectJson.From(bare);
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
