using OpenAIFineTune.Engine.Baseline;

namespace OpenAIFineTune.Tests.Engine.Baseline;

public sealed class RadixSortTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(999)]
    [InlineData(1000)]
    [InlineData(30_000)]
    public void SortsLikeTheLibrary(int count)
    {
        Random random = new(count);
        int[] values = [.. Enumerable.Range(0, count).Select(_ => random.Next(1 << 21))];
        int[] expected = [.. values.Order()];
        RadixSort.Sort(values, new int[count]);
        Assert.Equal(expected, values);
    }
}
