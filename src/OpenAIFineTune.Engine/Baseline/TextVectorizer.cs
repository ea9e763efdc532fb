using System.Runtime.InteropServices;

namespace OpenAIFineTune.Engine.Baseline;

/// <summary>Turns texts into vectors of a feature space. Keeps its buffers; one for each thread.</summary>
internal sealed class TextVectorizer(FeatureSpace space)
{
    private readonly List<int> _rows = [];
    private readonly List<int> _distinct = [];
    private readonly List<float> _values = [];
    private int[] _scratch = [];

    /// <summary>
    /// The text's features. Words and runs of characters each have half of the length, so that long words do not
    /// outweigh short ones; a last feature of value 1 is the bias.
    /// </summary>
    public FeatureVector Vectorize(string text)
    {
        ReadOnlySpan<int> rows = SortedRows(text);
        _distinct.Clear();
        _values.Clear();
        for (int i = 0; i < rows.Length;)
        {
            int first = i;
            while (i < rows.Length && rows[i] == rows[first])
            {
                i++;
            }

            _distinct.Add(rows[first]);
            _values.Add((1f + MathF.Log(i - first)) * space.RarityOf(rows[first]));
        }

        int words = _distinct.BinarySearch(space.WordRows);
        words = words < 0 ? ~words : words;
        float[] values = [.. _values, 1f];
        Scale(values.AsSpan(0, words));
        Scale(values.AsSpan(words, _values.Count - words));
        return new FeatureVector([.. _distinct, space.RowCount], values);
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

    private Span<int> SortedRows(string text)
    {
        FeatureHasher.Collect(text, _rows);
        Span<int> found = CollectionsMarshal.AsSpan(_rows);
        int known = 0;
        foreach (int bucket in found)
        {
            int row = space.RowOf(bucket);
            if (row >= 0)
            {
                found[known++] = row;
            }
        }

        Span<int> rows = found[..known];
        if (_scratch.Length < known)
        {
            _scratch = new int[known * 2];
        }

        RadixSort.Sort(rows, _scratch);
        return rows;
    }
}
