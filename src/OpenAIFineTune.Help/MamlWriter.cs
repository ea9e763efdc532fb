using System.Xml.Linq;

namespace OpenAIFineTune.Help;

/// <summary>Writes a cmdlet's help in MAML, the XML that Get-Help reads.</summary>
internal static class MamlWriter
{
    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace s_dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static XElement Write(HelpPage page, CmdletShape cmdlet) => new(
        s_command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", s_maml),
        new XAttribute(XNamespace.Xmlns + "command", s_command),
        new XAttribute(XNamespace.Xmlns + "dev", s_dev),
        new XElement(
            s_command + "details",
            new XElement(s_command + "name", cmdlet.Name),
            new XElement(s_command + "verb", cmdlet.Verb),
            new XElement(s_command + "noun", cmdlet.Noun),
            Description(page.Synopsis)),
        Description(page.Description),
        new XElement(s_command + "syntax", cmdlet.Sets.Select(set => Syntax(page, cmdlet, set))),
        new XElement(
            s_command + "parameters",
            cmdlet.Parameters.Select(parameter => Parameter(page, parameter, parameter.Sets.Values.First()))),
        new XElement(s_command + "inputTypes", page.Inputs.Select(input => Type(s_command + "inputType", input))),
        new XElement(
            s_command + "returnValues", page.Outputs.Select(output => Type(s_command + "returnValue", output))),
        page.Notes.Count == 0
            ? null : new XElement(s_maml + "alertSet", new XElement(s_maml + "alert", Paragraphs(page.Notes))),
        new XElement(s_command + "examples", page.Examples.Select(Example)),
        new XElement(s_command + "relatedLinks", page.Links.Select(Link)));

    private static XElement Syntax(HelpPage page, CmdletShape cmdlet, string set)
    {
        XElement item = new(s_command + "syntaxItem", new XElement(s_maml + "name", cmdlet.Name));
        foreach (ParameterShape parameter in cmdlet.Parameters
            .OrderBy(parameter => parameter.In(set)?.Position ?? int.MaxValue)
            .ThenByDescending(parameter => parameter.In(set)?.IsMandatory))
        {
            if (parameter.In(set) is { } role)
            {
                item.Add(Parameter(page, parameter, role));
            }
        }

        if (cmdlet.SupportsShouldProcess)
        {
            item.Add(Switch("Confirm"), Switch("WhatIf"));
        }

        return item;
    }

    private static XElement Parameter(HelpPage page, ParameterShape parameter, ParameterInSet role) => new(
        s_command + "parameter",
        new XAttribute("required", role.IsMandatory ? "true" : "false"),
        new XAttribute("variableLength", "true"),
        new XAttribute("globbing", parameter.IsWildcard ? "true" : "false"),
        new XAttribute("pipelineInput", role.PipelineInput),
        new XAttribute("position", role.Position?.ToString() ?? "named"),
        new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
        new XElement(s_maml + "name", parameter.Name),
        Description(page.Parameter(parameter.Name)),
        parameter.IsSwitch
            ? null : new XElement(s_command + "parameterValue", new XAttribute("required", "true"), parameter.TypeName),
        new XElement(s_dev + "type", new XElement(s_maml + "name", parameter.TypeName)),
        new XElement(s_dev + "defaultValue", page.Default(parameter.Name) ?? (parameter.IsSwitch ? "False" : "None")));

    private static XElement Switch(string name) => new(
        s_command + "parameter",
        new XAttribute("required", "false"),
        new XAttribute("position", "named"),
        new XElement(s_maml + "name", name));

    private static XElement Type(XName element, HelpSection section) => new(
        element,
        new XElement(s_dev + "type", new XElement(s_maml + "name", section.Title)),
        Description(section.Paragraphs));

    private static XElement Example(HelpSection example) => new(
        s_command + "example",
        new XElement(s_maml + "title", $"--- {example.Title} ---"),
        new XElement(s_dev + "code", example.Code),
        new XElement(s_dev + "remarks", Paragraphs(example.Paragraphs)));

    private static XElement Link(string name) => new(
        s_maml + "navigationLink",
        new XElement(s_maml + "linkText", name.TrimStart('-', ' ')),
        new XElement(s_maml + "uri"));

    private static XElement Description(IEnumerable<string> paragraphs)
        => new(s_maml + "description", Paragraphs(paragraphs));

    private static IEnumerable<XElement> Paragraphs(IEnumerable<string> paragraphs)
        => paragraphs.Select(text => new XElement(s_maml + "para", text));
}
