using OpenAIFineTune.Data.Rules;

namespace OpenAIFineTune.Data.Measuring;

/// <summary>
/// Finds labels that differ in nothing but case and blanks, and so are one label written in several ways.
/// </summary>
internal sealed class SimilarLabels
{
    // A person finds slips among some hundred labels; more, or longer texts, are no labels that anybody writes by hand.
    private const int MostLabels = 1000;
    private const int MostLength = 200;
    private const int MostShown = 5;

    private readonly Dictionary<string, string> _firstSpellings = new(StringComparer.Ordinal);
    private readonly List<string> _shown = [];

    /// <summary>How many labels are a label that was there before, written in another way.</summary>
    public int Count { get; private set; }

    /// <summary>True when no more labels are compared.</summary>
    public bool IsFull => _firstSpellings.Count == MostLabels;

    /// <summary>Takes a label into account that was not there before.</summary>
    public void Add(string label)
    {
        if (label.Length > MostLength || IsFull)
        {
            return;
        }

        string plain = LowerCase.Of(
            string.Join(' ', label.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        if (!_firstSpellings.TryAdd(plain, label) && ++Count <= MostShown)
        {
            _shown.Add($"{Markers.Show(_firstSpellings[plain])} and {Markers.Show(label)}");
        }
    }

    /// <summary>The first of them, beside what they resemble.</summary>
    public override string ToString() => string.Join(", ", _shown) + (Count > MostShown ? ", …" : "");
}
