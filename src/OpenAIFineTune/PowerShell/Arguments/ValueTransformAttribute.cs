using System.Collections;
using System.Management.Automation;
using OpenAIFineTune.Data.Reading.Rows;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>What all transforms share: they read values as they are, without the wrapping of PowerShell.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal abstract class ValueTransformAttribute : ArgumentTransformationAttribute
{
    public sealed override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
        => Read(Unwrap(inputData), engineIntrinsics);

    /// <summary>The value without its wrapping; of a custom object, that is where its properties are.</summary>
    public static object? Unwrap(object? input) => PipelineObject.Unwrap(input);

    /// <summary>What the parameter gets for a value.</summary>
    protected abstract object? Read(object? value, EngineIntrinsics engine);

    /// <summary>Reads a value, or each of several.</summary>
    protected static object? Each(object? value, Func<object?, object?> read)
        => value is IEnumerable list and not (string or IDictionary)
            ? list.Cast<object?>().Select(item => read(Unwrap(item))).ToArray() : read(value);
}
