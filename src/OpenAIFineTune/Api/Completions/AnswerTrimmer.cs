namespace OpenAIFineTune.Api.Completions;

/// <summary>
/// Takes off what training data put around a completion: one leading blank, and the stop sequence with whatever
/// follows it. Works on an answer that comes in parts: an end that may be the start of a stop sequence is held back.
/// </summary>
internal sealed class AnswerTrimmer(IReadOnlyList<string> stop, bool hasLeadingBlank)
{
    private readonly StringBuilder _held = new();
    private bool _hasLeadingBlank = hasLeadingBlank;
    private bool _hasStopped;

    /// <summary>
    /// The trimmer for a request's answer. Completions were trained with a blank before the first word; the answers of
    /// a conversation were not.
    /// </summary>
    public static AnswerTrimmer For(CompletionRequest request) => request.IsRaw
        ? new([], hasLeadingBlank: false)
        : new(request.Format.Stop, request.Format.HasLeadingBlank && !request.Settings.Echo);

    /// <summary>A request's answer in one piece.</summary>
    public static string Trim(CompletionRequest request, string text)
    {
        AnswerTrimmer trimmer = For(request);
        return trimmer.Push(text) + trimmer.Finish();
    }

    /// <summary>Takes a part and returns what is sure to belong to the answer.</summary>
    public string Push(string part)
    {
        if (_hasStopped || part.Length == 0)
        {
            return "";
        }

        string text = _held.Append(part).ToString();
        _ = _held.Clear();
        int end = EndOf(text);
        if (end >= 0)
        {
            _hasStopped = true;
            return WithoutBlank(text[..end]);
        }

        int sure = text.Length - stop.Select(sequence => TextEnd.StartOf(sequence, text)).DefaultIfEmpty(0).Max();
        _ = _held.Append(text, sure, text.Length - sure);
        return WithoutBlank(text[..sure]);
    }

    /// <summary>What was held back, once the answer has ended without a stop sequence.</summary>
    public string Finish()
    {
        string rest = _held.ToString();
        _ = _held.Clear();
        return WithoutBlank(rest);
    }

    private string WithoutBlank(string text)
    {
        if (!_hasLeadingBlank || text.Length == 0)
        {
            return text;
        }

        _hasLeadingBlank = false;
        return text[0] == ' ' ? text[1..] : text;
    }

    private int EndOf(string text)
        => stop.Where(sequence => sequence.Length > 0)
            .Select(sequence => text.IndexOf(sequence, StringComparison.Ordinal))
            .Where(found => found >= 0).DefaultIfEmpty(-1).Min();
}
