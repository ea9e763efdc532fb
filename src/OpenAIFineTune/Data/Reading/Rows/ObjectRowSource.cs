using System.Collections;
using OpenAIFineTune.Data.Examples;

namespace OpenAIFineTune.Data.Reading.Rows;

/// <summary>
/// Rows that come through the pipeline: kept as text, in memory while they are few and in a private file then.
/// </summary>
internal sealed class ObjectRowSource : IRowSource, IDisposable
{
    // Enough to notice soon that the objects changed, few enough to cost nothing.
    private const int RowsBetweenFullLooks = 64;

    private readonly RowSpool _spool;
    private readonly List<FineTuneDataIssue> _issues = [];
    private readonly List<string> _names = [];
    private readonly List<object?> _values = [];
    private readonly List<string> _columns = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> _shapes = new(StringComparer.Ordinal);
    private ExampleColumns _wanted = new();
    private string[] _shape = [];
    private string[] _likeBefore = [];
    private string[] _besides = [];
    private string?[] _texts = [];
    private long _count;

    /// <param name="memoryLimit">How many bytes are kept in memory.</param>
    public ObjectRowSource(int memoryLimit = BlockSpool.UsualLimit) => _spool = new RowSpool(memoryLimit);

    /// <summary>All names so far, in the order of their first appearance.</summary>
    public IReadOnlyList<string> Columns => _columns;

    /// <summary>The number of objects that were added, bad ones too.</summary>
    public long Count => _count;

    /// <summary>
    /// Names the columns that will be used. Of flat records only these and the usual ones are taken, and most are only
    /// asked for the names that the one before had; what is named is looked for in each one all the same, so that none
    /// of its values is missed.
    /// </summary>
    public void Want(ExampleColumns columns) => _wanted = columns;

    /// <summary>
    /// Takes one object of the pipeline: a record, a table, a text (a completion), or any object with properties.
    /// </summary>
    /// <param name="item">The object.</param>
    /// <param name="calculate">Makes further columns of it.</param>
    public void Add(object? item, Func<object?, IEnumerable<(string Name, object? Value)>>? calculate = null)
    {
        _count++;
        _names.Clear();
        _values.Clear();
        try
        {
            object? value = PipelineObject.Unwrap(item);
            if (TryTakeLikeBefore(value) || TryTake(value))
            {
                foreach ((string name, object? calculated) in calculate?.Invoke(item) ?? [])
                {
                    _names.Add(name);
                    _values.Add(calculated);
                }

                Keep();
            }
        }
        catch (Exception e) when (e is FineTuneException || PipelineObject.IsGetterFailure(e))
        {
            Refuse(
                "InvalidRow", $"it can't be read: {e.Message.TrimEnd('.')}",
                "Pipe it through Select-Object with the properties that are needed.");
        }
    }

    public IEnumerable<Row> Read(Action<FineTuneDataIssue> report, CancellationToken cancellation)
    {
        EnsureRows();
        _issues.ForEach(report);
        foreach (Row row in _spool.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            yield return row;
        }
    }

    /// <summary>Throws when there is no row: without one there are no columns either.</summary>
    public void EnsureRows()
    {
        if (_spool.Count == 0)
        {
            throw new FineTuneException(
                "EmptyInput", _issues.Count == 0
                    ? "No rows came through the pipeline."
                    : $"None of the rows of the pipeline can be read. {_issues[0].Message}");
        }
    }

    public void Dispose() => _spool.Dispose();

    /// <summary>A flat record that has all names of the one before and none that is wanted besides.</summary>
    private bool TryTakeLikeBefore(object? value)
    {
        if (value is null || !PipelineObject.IsRecord(value) || _likeBefore.Length == 0
            || _count % RowsBetweenFullLooks == 0)
        {
            return false;
        }

        if (PipelineObject.TryAddValues(value, _likeBefore, _values)
            && !PipelineObject.HasAny(value, _besides)
            && !_values.Exists(item => ObjectText.IsNested(PipelineObject.Unwrap(item))))
        {
            _names.AddRange(_likeBefore);
            return true;
        }

        _values.Clear();
        return false;
    }

    private bool TryTake(object? value)
    {
        switch (value)
        {
            case string line:
                _names.AddRange(["prompt", "completion"]);
                _values.AddRange(["", line]);
                return true;
            case IDictionary map:
                foreach (DictionaryEntry entry in map)
                {
                    _names.Add(ObjectText.Of(PipelineObject.Unwrap(entry.Key)) ?? "");
                    _values.Add(entry.Value);
                }

                return true;
            case null or IEnumerable or ValueType:
                string kind = value is null ? "null" : $"of type {value.GetType().Name}";
                Refuse("InvalidRow", $"it is {kind}", "Pipe objects whose properties are the columns.");
                return false;
            default:
                PipelineObject.AddProperties(value, _names, _values);
                TakeWanted(PipelineObject.IsRecord(value));
                return true;
        }
    }

    /// <summary>
    /// Of a flat record only the columns that may be used are kept; of one that holds lists or records, all.
    /// </summary>
    private void TakeWanted(bool isRecord)
    {
        _columns.AddRange(_names.Where(_known.Add));
        string[] usual = ExampleColumns.AllUsual;
        int[] taken = [.. usual.Concat(_wanted.Wanted).Select(name => ColumnReference.Find(_names, name))
            .Where(index => index >= 0).Distinct().Order()];
        if (!isRecord || taken.Length == 0
            || taken.Any(index => ObjectText.IsNested(PipelineObject.Unwrap(_values[index]))))
        {
            _likeBefore = [];
            return;
        }

        // Asking for a name that is not there costs as much as making the object. Where it is known what is asked and
        // answered, another usual name would change nothing.
        IEnumerable<string> others = _wanted.IsNamed || ExampleColumns.HasPair(_names) ? [] : usual;
        _besides = [.. others.Concat(_wanted.Wanted).Where(name => ColumnReference.Find(_names, name) < 0)];
        _likeBefore = [.. taken.Select(index => _names[index])];
        object?[] values = [.. taken.Select(index => _values[index])];
        _names.Clear();
        _names.AddRange(_likeBefore);
        _values.Clear();
        _values.AddRange(values);
    }

    private void Keep()
    {
        Array.Resize(ref _texts, _values.Count);
        bool isNested = false;
        for (int i = 0; i < _texts.Length; i++)
        {
            object? value = PipelineObject.Unwrap(_values[i]);
            isNested |= ObjectText.IsNested(value);
            string? text = ObjectText.Of(value);
            _texts[i] = text;
            if (text is not null && TextFault.IsIn(text))
            {
                bool isNul = text.Contains('\0');
                string what = isNul ? "a NUL character" : "half of a character (a surrogate alone)";
                Refuse(
                    isNul ? "NulCharacter" : "LoneSurrogate", $"{what} in '{_names[i]}'", "Remove it from the text.");
                return;
            }
        }

        _spool.Add(_count, TakeShape(), _texts, isNested ? ObjectText.Json(ToMap()) : null);
    }

    /// <summary>Rows with the same names share one list of them.</summary>
    private string[] TakeShape()
    {
        if (_shape.SequenceEqual(_names))
        {
            return _shape;
        }

        string key = string.Join('\0', _names);
        if (!_shapes.TryGetValue(key, out string[]? shape))
        {
            shape = [.. _names];
            _shapes.Add(key, shape);
            _columns.AddRange(shape.Where(_known.Add));
        }

        _shape = shape;
        return shape;
    }

    private Dictionary<string, object?> ToMap()
    {
        Dictionary<string, object?> map = [];
        for (int i = 0; i < _names.Count; i++)
        {
            map[_names[i]] = _values[i];
        }

        return map;
    }

    private void Refuse(string rule, string problem, string recommendation) => _issues.Add(ReadingIssues.Error(
        rule, new RowOrigin(null, _count), $"Row {_count} left out: {problem}.", recommendation));
}
