using OpenAIFineTune.Data.Reading;
using OpenAIFineTune.Data.Reading.Rows;
using OpenAIFineTune.Tests.Data.Reading.Workbook;

namespace OpenAIFineTune.Tests.Data.Reading.Rows;

public sealed class ColumnBindingTests : IDisposable
{
    private readonly InputFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("prompt,completion", null, "1")]
    [InlineData("PROMPT,completion", null, "1")]
    [InlineData("Prompt,prompt", null, "2")]
    [InlineData("PROMPT,Prompt", null, "1")]
    [InlineData("question,answer", "Question", "1")]
    [InlineData("question,answer", " answer ", "2")]
    [InlineData("title,body", "{Title}: { body }", "1: 2")]
    [InlineData("title,body", "{{{title}}}", "{1}")]
    [InlineData("title,{title}", "{title}", "2")]
    [InlineData("title,body", "{title}{title}!", "11!")]
    public void A_column_or_a_template_gives_the_text(string columns, string? given, string text)
    {
        ListRowSource source = new(columns.Split(','), ["1", "2"]);

        ColumnBinding binding = ColumnBinding.To(source, given, "prompt", "PromptProperty");

        Assert.Equal(text, Reading.Once(source).Rows[0].TextOf(binding));
    }

    [Theory]
    [InlineData("a", null, "1", null)]
    [InlineData("{a}-{b}", null, "", null)]
    [InlineData("{a}-{b}", null, "x", "-x")]
    public void Nothing_in_any_column_is_no_text(string given, string? a, string? b, string? text)
    {
        ListRowSource source = new(["a", "b"], [a, b]);

        Assert.Equal(text, Reading.Once(source).Rows[0].TextOf(ColumnBinding.To(source, given, "prompt", "PromptProperty")));
    }

    [Theory]
    [InlineData("question", null)]
    [InlineData("question", "body")]
    [InlineData("question", "{question} {body}")]
    public void A_missing_column_is_an_error_that_lists_what_is_there(string columns, string? given)
    {
        ListRowSource source = new([columns]);

        FineTuneException failure = Assert.Throws<FineTuneException>(
            () => ColumnBinding.To(source, given, "prompt", "PromptProperty"));

        Assert.Equal("ColumnNotFound", failure.ErrorId);
        Assert.Contains("question", failure.Message);
        Assert.Contains("-PromptProperty", failure.Advice);
    }

    [Fact]
    public void Chat_examples_are_recognized()
    {
        FineTuneException failure = Assert.Throws<FineTuneException>(
            () => ColumnBinding.To(new ListRowSource(["messages"]), null, "prompt", "PromptProperty"));

        Assert.Contains("-Format Chat", failure.Advice);
    }

    [Fact]
    public void An_optional_column_may_be_missing_unless_it_is_named()
    {
        ListRowSource source = new(["prompt"]);

        Assert.Null(ColumnBinding.ToOptional(source, null, "system", "SystemProperty"));
        _ = Assert.Throws<FineTuneException>(() => ColumnBinding.ToOptional(source, "sys", "system", "SystemProperty"));
    }

    [Theory]
    [InlineData("{title")]
    [InlineData("title}")]
    [InlineData("{}")]
    [InlineData("{ }")]
    public void A_broken_template_is_told(string template)
    {
        FineTuneException failure = Assert.Throws<FineTuneException>(
            () => ColumnBinding.To(new ListRowSource(["title"]), template + "{", "prompt", "PromptProperty"));

        Assert.Equal("InvalidTemplate", failure.ErrorId);
    }

    [Fact]
    public void Rows_with_other_keys_are_found_their_texts()
    {
        string path = _folder.Write("a.jsonl", "{\"Prompt\":\"1\"}\n{\"x\":0,\"prompt\":\"2\"}\n{\"x\":0}\n{\"Prompt\":\"4\"}\n");
        IRowSource source = RowSources.Open(path, ReadingOptions.Default);
        ColumnBinding binding = ColumnBinding.To(source, null, "prompt", "PromptProperty");

        Assert.Equal(["1", "2", null, "4"], Reading.Once(source).Rows.Select(row => row.TextOf(binding)));
    }

    [Fact]
    public void Each_of_several_files_must_have_the_column()
    {
        string[] paths = [_folder.Write("a.csv", "prompt\n1\n"), _folder.Write("b.csv", "question\n2\n")];
        IRowSource source = RowSources.Open(paths, ReadingOptions.Default);

        FineTuneException failure = Assert.Throws<FineTuneException>(
            () => ColumnBinding.To(source, null, "prompt", "PromptProperty"));

        Assert.Contains("b.csv", failure.Message);
        Assert.Contains("question", failure.Message);
    }

    [Fact]
    public void For_a_workbook_the_error_says_how_to_name_another_row_or_sheet()
    {
        string title = WorkbookFile.Row(1, "Tickets of May") + WorkbookFile.Row(2, "prompt") + WorkbookFile.Row(3, "a");
        string path = _folder.Write("a.xlsx", WorkbookFile.Of(("Report", title), ("Notes", "")));
        using IRowSource source = RowSources.Open(path, ReadingOptions.Default);

        FineTuneException failure = Assert.Throws<FineTuneException>(
            () => ColumnBinding.To(source, null, "prompt", "PromptProperty"));

        Assert.Contains("row 1 of the sheet 'Report', one of 2 sheets; -HeaderRow and -WorksheetName", failure.Message);
    }

    [Fact]
    public void A_workbook_whose_columns_do_not_fit_is_closed_with_its_source()
    {
        string path = _folder.Write("a.xlsx", WorkbookFile.Of(("One", WorkbookFile.Row(1, "p") + WorkbookFile.Row(2, "a"))));
        using (IRowSource source = RowSources.Open(path, ReadingOptions.Default))
        {
            _ = Assert.Throws<FineTuneException>(() => ColumnBinding.To(source, null, "prompt", "PromptProperty"));
        }

        // While somebody has it open it can't be had alone.
        File.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
    }

    [Fact]
    public void Rows_without_columns_are_told_so()
    {
        FineTuneException failure = Assert.Throws<FineTuneException>(
            () => ColumnBinding.To(new ListRowSource([]), null, "prompt", "PromptProperty"));

        Assert.Equal("There is no column 'prompt'; there are none.", failure.Message);
    }
}
