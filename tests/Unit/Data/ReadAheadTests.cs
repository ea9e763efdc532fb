using OpenAIFineTune.Data;
using OpenAIFineTune.Data.Reading;

namespace OpenAIFineTune.Tests.Data;

public sealed class ReadAheadTests
{
    [Fact]
    public void Large_examples_are_not_gathered_by_the_hundred()
    {
        int made = 0;
        LargeExamples source = new(() => made++);
        using IEnumerator<Example> examples = new OpenAIFineTune.Data.ReadAhead(source)
            .Read(_ => { }, CancellationToken.None).GetEnumerator();

        Assert.True(examples.MoveNext());
        Assert.InRange(Volatile.Read(ref made), 1, 20);
    }

    private sealed class LargeExamples(Action count) : IExampleSource
    {
        public IEnumerable<Example> Read(Action<FineTuneDataIssue> report, CancellationToken cancellation)
        {
            string text = new('x', 1 << 20);
            for (int i = 0; i < 1000; i++)
            {
                count();
                yield return new Example(new RowOrigin(null, i + 1), text, text);
            }
        }
    }
}
