using System.Collections.ObjectModel;
using System.Reflection;

namespace OpenAIFineTune.Help;

/// <summary>A parameter as its property's attributes describe it.</summary>
public sealed class ParameterShape(PropertyInfo property)
{
    private const string AllSets = "__AllParameterSets";

    /// <summary>The name without its dash.</summary>
    public string Name => property.Name;

    public Type Type => property.PropertyType;

    public IReadOnlyList<string> Aliases { get; } = CmdletShape.Attribute(property, "AliasAttribute") is { } alias
        ? [.. ((ReadOnlyCollection<CustomAttributeTypedArgument>)alias.ConstructorArguments[0].Value!)
            .Select(name => (string)name.Value!)] : [];

    /// <summary>True where <c>*</c> and <c>?</c> stand for more than themselves.</summary>
    public bool IsWildcard => CmdletShape.Attribute(property, "SupportsWildcardsAttribute") is not null;

    /// <summary>Its role in each parameter set; the empty name means in all.</summary>
    public IReadOnlyDictionary<string, ParameterInSet> Sets { get; } = property.CustomAttributes
        .Where(attribute => attribute.AttributeType.Name == "ParameterAttribute")
        .ToDictionary(SetName, attribute => new ParameterInSet(
            CmdletShape.Named(attribute, "Mandatory") is true,
            CmdletShape.Named(attribute, "Position") as int?,
            CmdletShape.Named(attribute, "ValueFromPipeline") is true,
            CmdletShape.Named(attribute, "ValueFromPipelineByPropertyName") is true));

    /// <summary>True for a parameter without a value.</summary>
    public bool IsSwitch => Type.Name == "SwitchParameter";

    /// <summary>The type as help shows it, such as <c>String[]</c> or <c>Int32</c>.</summary>
    public string TypeName => Nullable.GetUnderlyingType(Type)?.Name ?? Type.Name;

    /// <summary>Its role in a set; null when it does not belong there.</summary>
    public ParameterInSet? In(string set)
        => Sets.TryGetValue(set, out ParameterInSet? own) ? own : Sets.GetValueOrDefault("");

    private static string SetName(CustomAttributeData attribute)
        => CmdletShape.Named(attribute, "ParameterSetName") is string name && name != AllSets ? name : "";
}
