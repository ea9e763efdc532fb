using System.Text;
using OpenAIFineTune.Data.Examples;
using OpenAIFineTune.Data.Reading.Rows;

namespace OpenAIFineTune.Tests.Data;

/// <summary>Examples from memory.</summary>
internal sealed class ListExamples(IEnumerable<(string Prompt, string Completion)> texts) : IExampleSource
{
    public IEnumerable<TextBlock> Read(BlockPool pool, CancellationToken cancellation)
    {
        ExampleWriter writer = new(pool.Rent());
        int row = 1;
        foreach ((string prompt, string completion) in texts)
        {
            if (writer.Block.IsFull)
            {
                yield return writer.Block;
                writer = new ExampleWriter(pool.Rent());
            }

            writer.Block.Path = "list.csv";
            Write(writer, new RowOrigin("list.csv", ++row), prompt, completion);
        }

        yield return writer.Block;
    }

    /// <summary>Adds an example to a block.</summary>
    public static void Write(ExampleWriter writer, RowOrigin origin, string prompt, string completion)
    {
        writer.Begin(origin);
        writer.Block.Append(Encoding.UTF8.GetBytes(prompt));
        writer.EndPrompt();
        writer.Block.Append(Encoding.UTF8.GetBytes(completion));
        writer.EndCompletion();
        writer.End();
    }
}
