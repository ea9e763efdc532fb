using System.Text.Json;
using OpenAIFineTune.Data;

namespace OpenAIFineTune.Tests.Data.Rules;

/// <summary>What is recognised at the ends of all texts, in files of both kinds.</summary>
public sealed class SeparatorTests : IDisposable
{
    private readonly Preparation _preparation = new();

    public void Dispose() => _preparation.Dispose();

    [Theory]
    [InlineData("Where is item number {0}? =>", "Where is item number {0}?", " =>")]
    [InlineData("Does unit {0} of the west wing need care? =>", "Does unit {0} of the west wing need care?", " =>")]
    [InlineData("Unit {0} is broken. ###", "Unit {0} is broken.", " ###")]
    [InlineData("Does unit {0} need care? Answer:", "Does unit {0} need care?", " Answer:")]
    [InlineData("Unit {0}?\n\n### Response:\n", "Unit {0}?", "\n\n### Response:\n")]
    [InlineData("Unit {0}?\n\n", "Unit {0}?", "\n\n")]
    [InlineData("Tell me about unit {0} [SEP]", "Tell me about unit {0}", " [SEP]")]
    [InlineData("Tell me about unit {0} END", "Tell me about unit {0}", " END")]
    public void A_conversation_loses_the_marker_and_nothing_else(string written, string text, string separator)
    {
        (string, string)[] texts = [.. Texts(written)];

        Assert.Equal(separator, _preparation.Run(texts).Separator);
        Assert.Equal([.. Texts(text).Select(row => row.Prompt).Order(StringComparer.Ordinal)], Questions(texts));
    }

    [Theory]
    [InlineData("Does unit {0} need care?")]
    [InlineData("Show me the following things of unit {0}, in the order of their prices:")]
    [InlineData("Tell me all about C{0}++")]
    [InlineData("Fill the gap of number {0}: it is a ___")]
    public void A_text_without_a_marker_gets_ours_and_goes_into_a_conversation_whole(string text)
    {
        (string Prompt, string)[] texts = [.. Texts(text)];

        Assert.Equal(" ->", _preparation.Run(texts).Separator);
        Assert.Equal([.. texts.Select(row => row.Prompt).Order(StringComparer.Ordinal)], Questions(texts));
    }

    [Fact]
    public void A_heading_in_the_middle_of_sentences_stays_in_a_conversation()
    {
        (string Prompt, string)[] texts = [("Beschreibe das Produkt:", "a"), ("Zeige mir das ganze Produkt:", "b"), ("Nenne ein Produkt:", "c")];

        Assert.Equal([.. texts.Select(row => row.Prompt).Order(StringComparer.Ordinal)], Questions(texts));
    }

    [Fact]
    public void A_separator_within_a_few_prompts_is_still_one_and_is_warned_of()
    {
        (string Prompt, string Completion)[] texts = [.. Texts("Unit {0}? =>")];
        texts[3].Prompt = "What does a => b mean? =>";

        Assert.Equal(" =>", _preparation.Run(texts).Separator);
        Assert.Contains(_preparation.Issues, issue => issue.Rule == "SeparatorInPrompt");
    }

    [Theory]
    [InlineData("answer {0}\n\n", "\n\n")]
    [InlineData("answer {0} END", " END")]
    [InlineData("answer {0} STOP", " STOP")]
    [InlineData("answer {0} ###\n", " ###\n")]
    [InlineData("answer {0}。", "。")]
    public void An_ending_that_all_completions_share_is_recognised_whole(string completion, string stop)
    {
        FineTuneDataset dataset = _preparation.Run(Texts("unit {0}", completion));

        Assert.Equal(stop, dataset.StopSequence);
        Assert.DoesNotContain(dataset.Remediations, done => done.Rule == "CompletionSuffix");
    }

    [Fact]
    public void An_ending_within_one_completion_is_kept_and_warned_of()
    {
        (string Prompt, string Completion)[] texts = [.. Texts("unit {0}", "answer {0} END")];
        texts[3].Completion = "press END to leave END";

        Assert.Equal(" END", _preparation.Run(texts).StopSequence);
        Assert.Contains(_preparation.Issues, issue => issue.Rule == "EndingInCompletion");
    }

    [Fact]
    public void Texts_of_several_lines_get_an_ending_that_is_no_full_stop_on_its_own_line()
    {
        FineTuneDataset dataset = _preparation.Run(Texts("unit {0}", "answer {0}\nand more\n"));

        Assert.Equal(" END", dataset.StopSequence);
    }

    [Fact]
    public void Where_a_longer_ending_is_none_a_shorter_one_is_looked_for()
    {
        (string Prompt, string Completion)[] texts = [("a", " =>\n"), ("b", "more =>\n"), ("c", " =>\n")];

        FineTuneDataset dataset = _preparation.Run(texts);

        Assert.Equal(("\n", 3), (dataset.StopSequence, dataset.ExampleCount));
    }

    [Fact]
    public void A_blank_and_a_semicolon_are_text()
        => Assert.Equal("\n", _preparation.Run(Texts("unit {0}", "select {0} ;")).StopSequence);

    private static IEnumerable<(string Prompt, string Completion)> Texts(string prompt, string completion = "answer {0}!")
        => Enumerable.Range(11, 12).Select(i => (Put(prompt, i), Put(completion, i)));

    private static string Put(string text, int number) => text.Replace("{0}", $"{number}", StringComparison.Ordinal);

    private string[] Questions(IEnumerable<(string Prompt, string Completion)> texts)
    {
        FineTuneDataset dataset = _preparation.Run(texts, new DatasetOptions { Format = FineTuneFormat.Chat, NoValidation = true });
        return [.. File.ReadLines(dataset.TrainingFile!).Select(QuestionOf).Order(StringComparer.Ordinal)];
    }

    private static string QuestionOf(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        return document.RootElement.GetProperty("messages")[0].GetProperty("content").GetString()!;
    }
}
