using OpenAIFineTune.Data.Examples;
using OpenAIFineTune.Data.Measuring;
using OpenAIFineTune.Data.Reading.Rows;
using OpenAIFineTune.Data.Rules;
using OpenAIFineTune.Protocol.Files;

namespace OpenAIFineTune.Data.Checking;

/// <summary>What is known of some lines by themselves: all that is needed of them to judge the file in order.</summary>
internal sealed class CheckedBlock(LineBlock lines, TextBlock examples)
{
    /// <summary>How many lines of the file are behind with these.</summary>
    public long LastLine { get; } = lines.First + lines.Count - 1;

    /// <summary>How many bytes of the file are behind with these.</summary>
    public long End { get; } = lines.End;

    /// <summary>The lines that hold an object, with a hash of it without blanks.</summary>
    public List<(long Line, UInt128 Hash)> Objects { get; } = new(lines.Count);

    /// <summary>What is wrong with single lines, in their order.</summary>
    public List<FineTuneDataIssue> Issues { get; } = [];

    /// <summary>The examples of all lines that a service would take, once they are measured.</summary>
    public MeasuredBlock? Examples { get; private set; }

    /// <summary>Where examples are longer than models take in.</summary>
    public List<RowOrigin> LongOnes { get; } = [];

    /// <summary>Measures the examples, when all are there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Measure(BlockMeter meter, FineTuneFormat format)
    {
        Examples = meter.Measure(examples);
        for (int offset = 0; offset < examples.Length;)
        {
            WorkingExample example = new(Example.At(examples, offset));
            if (LongExampleRule.IsLong(example, format))
            {
                LongOnes.Add(example.Origin);
            }

            offset = example.End;
        }
    }

    /// <summary>All that was found, in the order of the lines, with what order alone tells of an object.</summary>
    public IEnumerable<FineTuneDataIssue> IssuesWith(Func<long, UInt128, FineTuneDataIssue?> judge)
    {
        int next = 0;
        foreach ((long line, UInt128 hash) in Objects)
        {
            if (judge(line, hash) is FineTuneDataIssue repeat)
            {
                for (; next < Issues.Count && Issues[next].Line < line; next++)
                {
                    yield return Issues[next];
                }

                yield return repeat;
            }
        }

        for (; next < Issues.Count; next++)
        {
            yield return Issues[next];
        }
    }
}
