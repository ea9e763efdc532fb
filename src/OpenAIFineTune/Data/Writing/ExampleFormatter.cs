using OpenAIFineTune.Data.Rules;

namespace OpenAIFineTune.Data.Writing;

/// <summary>Writes examples as lines of a format, with what the plan adds.</summary>
internal sealed class ExampleFormatter(CleaningPlan plan)
{
    private readonly bool _putsBlank = plan.IsPromptCompletion && plan.Acts(RuleNames.LeadingSpace);
    private readonly byte[] _separator = Encoding.UTF8.GetBytes(plan.Separator ?? "");
    private readonly byte[] _ending = Encoding.UTF8.GetBytes(plan.Ending ?? "");
    private readonly bool _takesBlank = !plan.IsPromptCompletion && plan.Acts(RuleNames.LeadingSpace);

    /// <summary>Writes one line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write(in WorkingExample example, JsonLines to)
    {
        if (example.IsConversation)
        {
            to.Raw(example.Line);
        }
        else
        {
            WriteTexts(example, to);
        }

        to.EndLine();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WriteTexts(in WorkingExample example, JsonLines to)
    {
        switch (plan.Format)
        {
            case FineTuneFormat.Chat:
                to.Raw("{\"messages\":["u8);
                WriteQuestion(example, to);
                to.Raw(example.System.IsEmpty && plan.OpenEnded ? ""u8 : ","u8);
                WriteAnswer(example.Completion, example.HasLeadingSpace, to);
                to.Raw("]}"u8);
                break;
            case FineTuneFormat.Preference:
                to.Raw("{\"input\":{\"messages\":["u8);
                WriteQuestion(example, to);
                to.Raw("]},\"preferred_output\":["u8);
                WriteAnswer(example.Completion, example.HasLeadingSpace, to);
                to.Raw("],\"non_preferred_output\":["u8);
                WriteAnswer(example.NonPreferred, false, to);
                to.Raw("]}"u8);
                break;
            case FineTuneFormat.Reinforcement:
                to.Raw("{\"messages\":["u8);
                WriteQuestion(example, to);
                to.Raw("],\"reference_answer\":"u8);
                to.Text(Lead(example.HasLeadingSpace), example.Completion);
                to.Raw("}"u8);
                break;
            default:
                to.Raw("{\"prompt\":"u8);
                to.Text(example.Prompt, _separator);
                to.Raw(",\"completion\":"u8);
                to.Text(Lead(example.HasLeadingSpace), example.Completion, _ending);
                to.Raw("}"u8);
                break;
        }
    }

    private void WriteQuestion(in WorkingExample example, JsonLines to)
    {
        if (!example.System.IsEmpty)
        {
            bool isReinforced = plan.Format == FineTuneFormat.Reinforcement;
            to.Raw(isReinforced ? "{\"role\":\"developer\",\"content\":"u8 : "{\"role\":\"system\",\"content\":"u8);
            to.Text(example.System);
            to.Raw(plan.OpenEnded ? "}"u8 : "},"u8);
        }

        if (!plan.OpenEnded)
        {
            to.Raw("{\"role\":\"user\",\"content\":"u8);
            to.Text(example.Prompt);
            to.Raw("}"u8);
        }
    }

    private void WriteAnswer(ReadOnlySpan<byte> text, bool hadBlank, JsonLines to)
    {
        to.Raw("{\"role\":\"assistant\",\"content\":"u8);
        to.Text(Lead(hadBlank), text);
        to.Raw("}"u8);
    }

    private ReadOnlySpan<byte> Lead(bool hadBlank) => _putsBlank || (hadBlank && !_takesBlank) ? " "u8 : default;
}
