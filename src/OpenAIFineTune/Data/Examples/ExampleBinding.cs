using OpenAIFineTune.Data.Checking;
using OpenAIFineTune.Data.Reading;
using OpenAIFineTune.Data.Reading.Rows;

namespace OpenAIFineTune.Data.Examples;

/// <summary>The columns that the texts of examples come from, bound to those of a source.</summary>
internal sealed class ExampleBinding
{
    private readonly ColumnBinding _prompt;
    private readonly ColumnBinding? _promptDetail;
    private readonly ColumnBinding _completion;
    private readonly ColumnBinding? _nonPreferred;
    private readonly ColumnBinding? _system;
    private readonly byte[] _systemText = [];

    public ExampleBinding(IRowSource rows, ExampleColumns columns, FineTuneFormat format)
    {
        bool isPreference = format == FineTuneFormat.Preference;
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
            _systemText = isColumn ? [] : Encoding.UTF8.GetBytes(system);
        }
    }

    /// <summary>Makes an example of a row; a text that no file can hold is an issue instead.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Take(Row row, ExampleWriter writer)
    {
        writer.Begin(row.Origin);
        TakePrompt(row, writer);
        _ = _completion.AppendTo(row, writer.Block);
        writer.EndCompletion();
        TakeSystem(row, writer);
        if (_nonPreferred is not null)
        {
            _ = _nonPreferred.AppendTo(row, writer.Block);
            writer.EndNonPreferred();
        }

        if (writer.Texts.Contains((byte)0))
        {
            Refuse(row, writer);
            return;
        }

        if (_nonPreferred is not null && AreSame(writer.Peek()))
        {
            writer.Block.Issues.Add(new LineFindings(row.Origin).SameAnswers());
        }

        writer.End();
    }

    private static void Refuse(Row row, ExampleWriter writer)
    {
        Example example = writer.Peek();
        string fault = TextFault.Find(example.Prompt) ?? TextFault.Find(example.Completion)
            ?? TextFault.Find(example.System) ?? TextFault.Find(example.NonPreferred)!;
        writer.Discard();
        writer.Block.Issues.Add(ReadingIssues.Error(
            "InvalidText", row.Origin, $"{row.Origin} has {fault}; it is left out.", "Correct the text of this row."));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TakePrompt(Row row, ExampleWriter writer)
    {
        _ = _prompt.AppendTo(row, writer.Block);
        if (_promptDetail is not null)
        {
            int end = writer.Block.Length;
            writer.Block.Append("\n\n"u8);
            int detail = writer.Block.Length;
            if (!_promptDetail.AppendTo(row, writer.Block) || Utf8Text.IsBlank(writer.Block.Bytes[detail..]))
            {
                writer.Block.Length = end;
            }
        }

        writer.EndPrompt();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TakeSystem(Row row, ExampleWriter writer)
    {
        bool hasOwn = _system is not null && _system.AppendTo(row, writer.Block)
            && !Utf8Text.IsBlank(writer.Current);
        if (!hasOwn)
        {
            writer.Block.Length -= writer.Current.Length;
            writer.Block.Append(_systemText);
        }

        writer.EndSystem();
    }

    private static bool AreSame(in Example example)
        => Utf8Text.Trim(example.NonPreferred).SequenceEqual(Utf8Text.Trim(example.Completion));
}
