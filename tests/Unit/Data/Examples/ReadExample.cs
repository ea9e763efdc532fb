using System.Text;
using OpenAIFineTune.Data.Examples;

namespace OpenAIFineTune.Tests.Data.Examples;

/// <summary>An example as it was read.</summary>
internal sealed record ReadExample(string Prompt, string Completion, string Line)
{
    /// <summary>Reads all examples of a source, and gathers what it tells.</summary>
    public static List<ReadExample> All(IExampleSource source, List<FineTuneDataIssue> issues)
    {
        List<ReadExample> all = [];
        foreach (TextBlock block in source.Read(new BlockPool(), CancellationToken.None))
        {
            issues.AddRange(block.Issues);
            for (int offset = 0; offset < block.Length;)
            {
                Example example = Example.At(block, offset);
                all.Add(new ReadExample(
                    Encoding.UTF8.GetString(example.Prompt), Encoding.UTF8.GetString(example.Completion),
                    Encoding.UTF8.GetString(example.Line)));
                offset = example.End;
            }
        }

        return all;
    }
}
