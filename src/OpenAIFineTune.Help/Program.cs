using System.Xml.Linq;
using OpenAIFineTune.Help;
using OpenAIFineTune.PowerShell;

if (args.Length != 2)
{
    await Console.Error.WriteLineAsync("usage: OpenAIFineTune.Help <folder of Markdown pages> <output folder>")
        .ConfigureAwait(false);
    return 2;
}

Directory.CreateDirectory(args[1]);
List<XElement> commands = [];
foreach (string page in Directory.EnumerateFiles(args[0], "*.md").Order(StringComparer.Ordinal))
{
    string name = Path.GetFileNameWithoutExtension(page);
    if (name.StartsWith("about_", StringComparison.Ordinal))
    {
        await File.WriteAllTextAsync(Path.Combine(args[1], name + ".help.txt"), AboutTopic.Render(page))
            .ConfigureAwait(false);
    }
    else
    {
        CmdletShape cmdlet = CmdletShape.Find(typeof(AsyncCmdlet).Assembly, name)
            ?? throw new InvalidDataException($"{page}: there is no cmdlet {name}.");
        commands.Add(MamlWriter.Write(HelpPage.Read(page), cmdlet));
    }
}

XElement items = new("helpItems", new XAttribute("schema", "maml"), commands);
items.Save(Path.Combine(args[1], "OpenAIFineTune.dll-Help.xml"));
return 0;
