using System.Management.Automation;
using System.Reflection;

namespace OpenAIFineTune.Help;

/// <summary>
/// What a cmdlet's class says of itself. Read from metadata, since attributes can't run without PowerShell.
/// </summary>
public sealed class CmdletShape(Type type)
{
    private readonly CustomAttributeData _cmdlet = Attribute(type, nameof(CmdletAttribute))!;

    public Type Type => type;

    /// <summary>What it does, such as <c>New</c>.</summary>
    public string Verb => (string)_cmdlet.ConstructorArguments[0].Value!;

    /// <summary>What it does it to, such as <c>FineTune</c>.</summary>
    public string Noun => (string)_cmdlet.ConstructorArguments[1].Value!;

    /// <summary>Verb and noun, as a user types them.</summary>
    public string Name => $"{Verb}-{Noun}";

    /// <summary>True where <c>-WhatIf</c> and <c>-Confirm</c> are taken.</summary>
    public bool SupportsShouldProcess => Named(_cmdlet, "SupportsShouldProcess") is true;

    /// <summary>The set that is used when the arguments leave it open; null without one.</summary>
    public string? DefaultParameterSet => Named(_cmdlet, "DefaultParameterSetName") as string;

    /// <summary>The class's own and inherited parameters: those with a place first, then by name.</summary>
    public IReadOnlyList<ParameterShape> Parameters { get; } = [.. type.GetProperties()
        .Where(property => Attribute(property, nameof(ParameterAttribute)) is not null)
        .Select(property => new ParameterShape(property))
        .OrderBy(parameter => parameter.Sets.Values.Min(set => set.Position ?? int.MaxValue))
        .ThenBy(parameter => parameter.Name, StringComparer.Ordinal)];

    /// <summary>The names of the parameter sets; one empty name where there is a single set.</summary>
    public IReadOnlyList<string> Sets
    {
        get
        {
            string[] named = [.. Parameters.SelectMany(parameter => parameter.Sets.Keys).Where(set => set.Length > 0)
                .Distinct().OrderBy(set => set == DefaultParameterSet ? 0 : 1)];
            return named.Length == 0 ? [""] : named;
        }
    }

    /// <summary>The cmdlets of an assembly, by name.</summary>
    public static IReadOnlyList<CmdletShape> All(Assembly assembly) => [.. assembly.GetTypes()
        .Where(type => Attribute(type, nameof(CmdletAttribute)) is not null)
        .Select(type => new CmdletShape(type)).OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal)];

    /// <summary>The cmdlet of that name; null without one.</summary>
    public static CmdletShape? Find(Assembly assembly, string name)
        => All(assembly).FirstOrDefault(cmdlet => cmdlet.Name == name);

    internal static CustomAttributeData? Attribute(MemberInfo member, string name)
        => member.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType.Name == name);

    internal static object? Named(CustomAttributeData attribute, string name)
        => attribute.NamedArguments.FirstOrDefault(argument => argument.MemberName == name).TypedValue.Value;
}
