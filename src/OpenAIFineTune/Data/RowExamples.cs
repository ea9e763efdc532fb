using System.Text.Json;
using OpenAIFineTune.Data.Checking;
using OpenAIFineTune.Data.Reading;

namespace OpenAIFineTune.Data;

/// <summary>
/// Makes examples of rows: texts from their columns, and conversations, where rows hold such, as they are.
/// </summary>
internal sealed class RowExamples : IExampleSource
{
    private readonly IRowSource _rows;
    private readonly FineTuneFormat _format;
    private readonly ColumnBinding? _prompt;
    private readonly ColumnBinding? _promptDetail;
    private readonly ColumnBinding? _completion;
    private readonly ColumnBinding? _nonPreferred;
    private readonly ColumnBinding? _system;
    private readonly string? _systemText;
    private readonly bool _ignoresSystem;

    /// <summary>Binds the columns; one that is missing is an error that names those that are there.</summary>
    public RowExamples(IRowSource rows, ExampleColumns given, FineTuneFormat format)
    {
        _rows = rows;
        _format = format;
        ExampleColumns columns = given.For(rows.Columns);
        bool isPreference = format == FineTuneFormat.Preference;
        if (columns.Prompt is null && columns.Completion is null && ConversationFormat.Fits(rows.Columns, format))
        {
            _ignoresSystem = columns.SystemMessage is not null;
            return;
        }

        _prompt = ColumnBinding.To(rows, columns.Prompt, ExampleColumns.UsualPrompt, "PromptProperty");
        _promptDetail = columns.PromptDetail is string detail
            ? ColumnBinding.ToOptional(rows, null, detail, "PromptProperty") : null;
        _completion = isPreference
            ? ColumnBinding.To(rows, columns.Preferred, ExampleColumns.UsualPreferred, "PreferredProperty")
            : ColumnBinding.To(rows, columns.Completion, ExampleColumns.UsualCompletion, "CompletionProperty");
        _nonPreferred = isPreference
            ? ColumnBinding.To(rows, columns.NonPreferred, ExampleColumns.UsualNonPreferred, "NonPreferredProperty")
            : null;
        if (columns.SystemMessage is string system && format != FineTuneFormat.PromptCompletion)
        {
            bool isColumn = system.Contains('{') || ColumnReference.Find(rows.Columns, system) >= 0;
            _system = isColumn ? ColumnBinding.To(rows, system, system, "SystemMessage") : null;
            _systemText = isColumn ? null : system;
        }
        else
        {
            _ignoresSystem = columns.SystemMessage is not null;
        }
    }

    public IEnumerable<Example> Read(Action<FineTuneDataIssue> report, CancellationToken cancellation)
    {
        if (_ignoresSystem)
        {
            report(SystemMessageIgnored());
        }

        HashSet<string> told = [];
        foreach (Row row in _rows.Read(report, cancellation))
        {
            Example? example = _completion is null ? Conversation(row, told, report) : FromColumns(row, report);
            if (example is not null)
            {
                yield return example.Value;
            }
        }
    }

    private Example? FromColumns(in Row row, Action<FineTuneDataIssue> report)
    {
        string prompt = _prompt!.TextOf(row) ?? "";
        string? detail = _promptDetail?.TextOf(row);
        Example example = new(
            row.Origin, string.IsNullOrWhiteSpace(detail) ? prompt : $"{prompt}\n\n{detail}",
            _completion!.TextOf(row) ?? "")
        {
            System = _system?.TextOf(row) is string text && !string.IsNullOrWhiteSpace(text) ? text : _systemText,
            NonPreferred = _nonPreferred is null ? null : _nonPreferred.TextOf(row) ?? "",
        };

        string? fault = TextFault.Find(example.Prompt) ?? TextFault.Find(example.Completion)
            ?? TextFault.Find(example.System) ?? TextFault.Find(example.NonPreferred);
        if (fault is null)
        {
            if (example.NonPreferred is string other
                && other.AsSpan().Trim().SequenceEqual(example.Completion.AsSpan().Trim()))
            {
                report(ConversationLine.SameAnswers(row.Origin));
            }

            return example;
        }

        report(ReadingIssues.Error(
            "InvalidText", row.Origin, $"{row.Origin} has {fault}; it is left out.", "Correct the text of this row."));
        return null;
    }

    private FineTuneDataIssue SystemMessageIgnored() => new()
    {
        Severity = FineTuneSeverity.Warning,
        Rule = "SystemMessageIgnored",
        Message = _completion is null
            ? "Rows that are conversations are kept as they are, without the system message."
            : "Lines of prompt and completion have no place for the system message; it is not written.",
        Recommendation = _completion is null
            ? "Add it to the 'messages' of the rows."
            : "Use -Format Chat, or name a chat model with -Model.",
    };

    private Example? Conversation(in Row row, HashSet<string> told, Action<FineTuneDataIssue> report)
    {
        if (row.Document is not JsonElement document)
        {
            report(ReadingIssues.Error(
                "InvalidExample", row.Origin, $"{row.Origin} is no conversation; it is left out.",
                "Give it 'messages'."));
            return null;
        }

        if (_format == FineTuneFormat.Chat && ShareGptConversation.Is(document))
        {
            foreach (string key in ShareGptConversation.OtherKeys(document).Where(told.Add))
            {
                report(ConversationIssues.KeyLeftOut(row.Origin, key));
            }

            document = ShareGptConversation.ToChat(document);
        }

        bool isRefused = false;
        foreach (FineTuneDataIssue issue in ConversationCheck.Of(document, _format, row.Origin))
        {
            isRefused |= issue.Severity == FineTuneSeverity.Error;
            report(issue);
        }

        return isRefused ? null : ConversationLine.ToExample(document, _format, row.Origin);
    }
}
