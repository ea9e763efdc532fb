namespace OpenAIFineTune.Engine.Baseline;

/// <summary>
/// The features that training data contain, each with a row number and the weight of its rarity. When there are more
/// than fit, the most frequent are kept, so that memory is bounded for any number of classes.
/// </summary>
internal sealed class FeatureSpace
{
    /// <summary>From here on, what only one text has is left out: most features, and no loss of accuracy.</summary>
    private const int ManyDocuments = 1000;

    private readonly int[] _buckets;
    private readonly int[] _counts;
    private readonly int[] _rowOfBucket = new int[FeatureHasher.BucketCount];
    private readonly float[] _rarity;

    private FeatureSpace(int[] buckets, int[] counts, int documents)
    {
        _buckets = buckets;
        _counts = counts;
        Documents = documents;
        Array.Fill(_rowOfBucket, -1);
        _rarity = new float[buckets.Length];
        for (int row = 0; row < buckets.Length; row++)
        {
            _rowOfBucket[buckets[row]] = row;
            _rarity[row] = 1f + MathF.Log((1f + documents) / (1f + counts[row]));
            WordRows += buckets[row] < FeatureHasher.FirstCharacterBucket ? 1 : 0;
        }
    }

    /// <summary>How many texts were counted.</summary>
    public int Documents { get; }

    /// <summary>How many features have a row.</summary>
    public int RowCount => _buckets.Length;

    /// <summary>How many of the rows, the first ones, are words, pairs of words and signs.</summary>
    public int WordRows { get; }

    /// <summary>Counts the features of texts, on top of those of an <paramref name="earlier"/> space.</summary>
    public static FeatureSpace Fit(
        IEnumerable<string> texts, int maxRows, FeatureSpace? earlier, CancellationToken cancellation)
    {
        int[] counts = new int[FeatureHasher.BucketCount];
        int documents = earlier?.Documents ?? 0;
        for (int row = 0; row < earlier?.RowCount; row++)
        {
            counts[earlier._buckets[row]] = earlier._counts[row];
        }
        int[] lastSeen = new int[FeatureHasher.BucketCount];
        List<int> buffer = [];
        foreach (string text in texts)
        {
            cancellation.ThrowIfCancellationRequested();
            documents++;
            FeatureHasher.Collect(text, buffer);
            foreach (int bucket in buffer)
            {
                counts[bucket] += lastSeen[bucket] == documents ? 0 : 1;
                lastSeen[bucket] = documents;
            }
        }

        int least = LeastCount(counts, maxRows, documents >= ManyDocuments ? 2 : 1);
        int[] buckets = [.. Enumerable.Range(0, counts.Length).Where(bucket => counts[bucket] >= least)];
        return new FeatureSpace(buckets, [.. buckets.Select(bucket => counts[bucket])], documents);
    }

    public static FeatureSpace Load(ModelReader reader)
    {
        int documents = reader.ReadCount(int.MaxValue);
        int[] buckets = reader.ReadInts(FeatureHasher.BucketCount);
        int[] counts = reader.ReadInts(FeatureHasher.BucketCount);
        bool sound = counts.Length == buckets.Length
            && buckets.All(bucket => bucket is >= 0 and < FeatureHasher.BucketCount)
            && buckets.Zip(buckets.Skip(1)).All(pair => pair.First < pair.Second);
        return sound
            ? new FeatureSpace(buckets, counts, documents) : throw reader.Corrupt("its features are out of order");
    }

    public void Save(ModelWriter writer)
    {
        writer.Write(Documents);
        writer.Write(_buckets);
        writer.Write(_counts);
    }

    /// <summary>The row of a bucket; -1 when it has none.</summary>
    public int RowOf(int bucket) => _rowOfBucket[bucket];

    /// <summary>How much a feature says: the more, the fewer texts have it.</summary>
    public float RarityOf(int row) => _rarity[row];

    /// <summary>How many texts have a feature.</summary>
    public int CountOf(int row) => _counts[row];

    /// <summary>The row of the same feature here; -1 when it has none.</summary>
    public int RowOf(FeatureSpace other, int otherRow) => _rowOfBucket[other._buckets[otherRow]];

    private static int LeastCount(int[] counts, int maxRows, int lowest)
    {
        const int Highest = 1 << 20;
        int[] withCount = new int[Highest + 1];
        foreach (int count in counts)
        {
            withCount[Math.Min(count, Highest)]++;
        }

        int least = Highest;
        for (int kept = withCount[Highest]; least > lowest && kept + withCount[least - 1] <= maxRows; least--)
        {
            kept += withCount[least - 1];
        }

        return least;
    }
}
