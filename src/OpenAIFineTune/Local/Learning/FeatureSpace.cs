namespace OpenAIFineTune.Local.Learning;

/// <summary>
/// The features that training data contain, each with a row number and the weight of its rarity. When there are more
/// than fit, the most frequent are kept, so that memory is bounded for any number of classes.
/// </summary>
internal sealed class FeatureSpace
{
    private readonly int[] _buckets;
    private readonly int[] _counts;
    private readonly int[] _rowOfBucket = new int[FeatureHasher.BucketCount];
    private readonly float[] _rarity;
    private readonly int _wordRows;

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
            _wordRows += buckets[row] < FeatureHasher.FirstCharacterBucket ? 1 : 0;
        }
    }

    /// <summary>How many texts were counted.</summary>
    public int Documents { get; }

    /// <summary>How many features have a row.</summary>
    public int RowCount => _buckets.Length;

    /// <summary>Counts the features of <paramref name="texts"/>, on top of those of an <paramref name="earlier"/> space.</summary>
    public static FeatureSpace Fit(
        IEnumerable<string> texts, int maxRows, FeatureSpace? earlier, CancellationToken cancellation)
    {
        int[] counts = new int[FeatureHasher.BucketCount];
        int documents = earlier?.Documents ?? 0;
        earlier?.AddCountsTo(counts);
        List<int> buffer = [];
        foreach (string text in texts)
        {
            cancellation.ThrowIfCancellationRequested();
            documents++;
            int previous = -1;
            foreach (int bucket in FeatureHasher.Collect(text, buffer))
            {
                counts[bucket] += bucket == previous ? 0 : 1;
                previous = bucket;
            }
        }

        int least = LeastCount(counts, maxRows);
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
        return sound ? new FeatureSpace(buckets, counts, documents) : throw reader.Corrupt("its features are out of order");
    }

    public void Save(ModelWriter writer)
    {
        writer.Write(Documents);
        writer.Write(_buckets);
        writer.Write(_counts);
    }

    /// <summary>The row of the same feature here; -1 when it has none.</summary>
    public int RowOf(FeatureSpace other, int otherRow) => _rowOfBucket[other._buckets[otherRow]];

    /// <summary>
    /// The text's features. Words and runs of characters each have half of the length, so that long words do not
    /// outweigh short ones; a last feature of value 1 is the bias.
    /// </summary>
    public FeatureVector Vectorize(string text)
    {
        List<int> buffer = [];
        List<int> rows = [];
        List<float> values = [];
        ReadOnlySpan<int> buckets = FeatureHasher.Collect(text, buffer);
        for (int i = 0; i < buckets.Length;)
        {
            int first = i;
            while (i < buckets.Length && buckets[i] == buckets[first])
            {
                i++;
            }

            int row = _rowOfBucket[buckets[first]];
            if (row >= 0)
            {
                rows.Add(row);
                values.Add((1f + MathF.Log(i - first)) * _rarity[row]);
            }
        }

        return new FeatureVector([.. rows, RowCount], Normalized(rows, values));
    }

    private float[] Normalized(List<int> rows, List<float> values)
    {
        int words = rows.BinarySearch(_wordRows);
        words = words < 0 ? ~words : words;
        float[] all = [.. values, 1f];
        Scale(all.AsSpan(0, words));
        Scale(all.AsSpan(words, values.Count - words));
        return all;
    }

    private static void Scale(Span<float> values)
    {
        float squares = 0;
        foreach (float value in values)
        {
            squares += value * value;
        }

        float factor = squares > 0 ? MathF.Sqrt(0.5f / squares) : 0;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] *= factor;
        }
    }

    private static int LeastCount(int[] counts, int maxRows)
    {
        const int Highest = 1 << 20;
        int[] withCount = new int[Highest + 1];
        foreach (int count in counts)
        {
            withCount[Math.Min(count, Highest)]++;
        }

        int least = Highest;
        for (int kept = withCount[Highest]; least > 1 && kept + withCount[least - 1] <= maxRows; least--)
        {
            kept += withCount[least - 1];
        }

        return least;
    }

    private void AddCountsTo(int[] counts)
    {
        for (int row = 0; row < _buckets.Length; row++)
        {
            counts[_buckets[row]] += _counts[row];
        }
    }
}
