namespace OpenAIFineTune.Data.Rules;

/// <summary>Counts capitals and small letters over a whole column.</summary>
internal sealed class CasingCount
{
    private long _upper;
    private long _lower;

    /// <summary>Capitals are more than a third of the letters: the measure of openai-python 0.28.1.</summary>
    public bool IsMostlyUpper => 2 * _upper > _lower;

    /// <summary>
    /// Counts one text. A letter beside a digit belongs to a code or a time stamp (<c>B12</c>, <c>01T10:00Z</c>) and is
    /// no sign of shouting.
    /// </summary>
    public void Add(string text)
    {
        long upper = 0;
        long lower = 0;
        char before = ' ';
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (IsLower(c))
            {
                lower += IsDigit(before) || IsDigit(After(text, i)) ? 0 : 1;
            }
            else if (IsUpper(c))
            {
                upper += IsDigit(before) || IsDigit(After(text, i)) ? 0 : 1;
            }

            before = c;
        }

        _upper += upper;
        _lower += lower;
    }

    private static char After(string text, int at) => at + 1 < text.Length ? text[at + 1] : ' ';

    private static bool IsDigit(char c) => (uint)(c - '0') <= 9;

    private static bool IsLower(char c) => c < 128 ? (uint)(c - 'a') < 26 : char.IsLower(c);

    private static bool IsUpper(char c) => c < 128 ? (uint)(c - 'A') < 26 : char.IsUpper(c);
}
