namespace OpenAIFineTune.Engine.Baseline;

/// <summary>
/// Adagrad: every weight has its own rate, which falls with the evidence it has seen, so that rare words learn from
/// their few examples and frequent ones do not swing. Gradients of a batch are summed per feature before a step.
/// </summary>
internal sealed class AdagradOptimizer
{
    private readonly SoftmaxModel _model;
    private readonly int[] _slotOfRow;
    private readonly List<int> _touched = [];
    private float[] _gradients = [];

    public AdagradOptimizer(SoftmaxModel model, float[] squares)
    {
        _model = model;
        Squares = squares;
        _slotOfRow = new int[model.Space.RowCount + 1];
        Array.Fill(_slotOfRow, -1);
    }

    /// <summary>The sums of squared gradients, shaped like the weights: the optimizer's whole memory.</summary>
    public float[] Squares { get; }

    /// <summary>Adds an example's gradient: its features times the error of each class.</summary>
    public void Accumulate(FeatureVector text, ReadOnlySpan<float> errors)
    {
        int classes = errors.Length;
        for (int i = 0; i < text.Rows.Length; i++)
        {
            int slot = SlotOf(text.Rows[i], classes);
            RowMath.AddScaled(_gradients.AsSpan(slot * classes, classes), errors, text.Values[i]);
        }
    }

    /// <summary>Moves the weights against the accumulated gradient and forgets it.</summary>
    public void Step(float rate)
    {
        int classes = _model.Completions.Length;
        for (int slot = 0; slot < _touched.Count; slot++)
        {
            int row = _touched[slot];
            Span<float> gradient = _gradients.AsSpan(slot * classes, classes);
            RowMath.Descend(_model.Row(_model.Weights, row), _model.Row(Squares, row), gradient, rate);
            _slotOfRow[row] = -1;
        }

        _touched.Clear();
    }

    private int SlotOf(int row, int classes)
    {
        int slot = _slotOfRow[row];
        if (slot < 0)
        {
            slot = _touched.Count;
            _touched.Add(row);
            _slotOfRow[row] = slot;
            if ((slot + 1) * classes > _gradients.Length)
            {
                Array.Resize(ref _gradients, Math.Max((slot + 1) * classes, _gradients.Length * 3 / 2));
            }
        }

        return slot;
    }
}
