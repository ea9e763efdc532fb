using System.Runtime.ExceptionServices;
using OpenAIFineTune.Data.Checking;
using OpenAIFineTune.Data.Reading;
using OpenAIFineTune.Data.Reading.Rows;

namespace OpenAIFineTune.Data.Examples;

/// <summary>
/// Makes examples of rows: texts from their columns, and conversations, where rows hold such, as they are.
/// </summary>
internal sealed class RowExamples : IExampleSource
{
    private readonly IRowSource _rows;
    private readonly FineTuneFormat _format;
    private readonly ExampleBinding? _binding;
    private readonly bool _ignoresSystem;

    /// <summary>Binds the columns; one that is missing is an error that names those that are there.</summary>
    public RowExamples(IRowSource rows, ExampleColumns given, FineTuneFormat format)
    {
        _rows = rows;
        _format = format;
        ExampleColumns columns = given.For(rows.Columns);
        bool isConversation = columns.Prompt is null && columns.Completion is null
            && ConversationFormat.Fits(rows.Columns, format);
        _binding = isConversation ? null : new ExampleBinding(rows, columns, format);
        _ignoresSystem = columns.SystemMessage is not null
            && (isConversation || format == FineTuneFormat.PromptCompletion);
    }

    public IEnumerable<TextBlock> Read(BlockPool pool, CancellationToken cancellation)
    {
        ExampleWriter writer = new(pool.Rent());
        if (_ignoresSystem)
        {
            writer.Block.Issues.Add(SystemMessageIgnored());
        }

        HashSet<string> told = [];
        ExceptionDispatchInfo? failure = null;
        using IEnumerator<Row> rows = _rows.Read(issue => writer.Block.Issues.Add(issue), cancellation).GetEnumerator();
        while (TryMove(rows, ref failure))
        {
            string? path = rows.Current.Origin.Path;
            if (writer.Block.IsFull || (writer.Block.Count > 0 && writer.Block.Path != path))
            {
                yield return writer.Block;
                writer = new ExampleWriter(pool.Rent());
            }

            writer.Block.Path = path;
            Take(rows.Current, writer, told);
        }

        // What was found before a failure is told before it.
        yield return writer.Block;
        failure?.Throw();
    }

    private static bool TryMove(IEnumerator<Row> rows, ref ExceptionDispatchInfo? failure)
    {
        try
        {
            return rows.MoveNext();
        }
        catch (Exception e)
        {
            failure = ExceptionDispatchInfo.Capture(e);
            return false;
        }
    }

    private void Take(Row row, ExampleWriter writer, HashSet<string> told)
    {
        if (_binding is not null)
        {
            _binding.Take(row, writer);
        }
        else if (row.Document is JsonElement document)
        {
            TakeConversation(document, row.Origin, writer, told);
        }
        else
        {
            writer.Block.Issues.Add(ReadingIssues.Error(
                "InvalidExample", row.Origin, $"{row.Origin} is no conversation; it is left out.",
                "Give it 'messages'."));
        }
    }

    private void TakeConversation(JsonElement document, RowOrigin origin, ExampleWriter writer, HashSet<string> told)
    {
        if (_format == FineTuneFormat.Chat && ShareGptConversation.Is(document))
        {
            foreach (string key in ShareGptConversation.OtherKeys(document).Where(told.Add))
            {
                writer.Block.Issues.Add(ShareGptConversation.KeyLeftOut(origin, key));
            }

            document = ShareGptConversation.ToChat(document);
        }

        writer.Block.Issues.AddRange(ExampleLine.Check(document, _format, origin, writer));
    }

    private FineTuneDataIssue SystemMessageIgnored() => new()
    {
        Severity = FineTuneSeverity.Warning,
        Rule = "SystemMessageIgnored",
        Message = _binding is null
            ? "Rows that are conversations are kept as they are, without the system message."
            : "Lines of prompt and completion have no place for the system message; it is not written.",
        Recommendation = _binding is null
            ? "Add it to the 'messages' of the rows."
            : "Use -Format Chat, or name a chat model with -Model.",
    };
}
