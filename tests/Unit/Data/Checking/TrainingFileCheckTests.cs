using OpenAIFineTune.Data.Checking;
using OpenAIFineTune.Tests.Data.Reading;

namespace OpenAIFineTune.Tests.Data.Checking;

public sealed class TrainingFileCheckTests : IDisposable
{
    private readonly InputFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{"prompt":"a\ud800","completion":"b"}""", "LoneSurrogate")]
    [InlineData("""{"prompt":"a","completion":"b","\udc00":1}""", "LoneSurrogate")]
    [InlineData("""{"prompt":"a","completion":"b\u0000"}""", "InvalidText")]
    [InlineData("""{"prompt":"a"}""", "MissingKey")]
    [InlineData("""{"prompt":"a","completion":" "}""", "EmptyCompletion")]
    public void A_bad_line_is_told_and_the_others_are_checked(string line, string rule)
    {
        IEnumerable<string> good = Enumerable.Range(0, 12).Select(i => $$"""{"prompt":"q{{i}}","completion":"a{{i}}"}""");

        FineTuneDataIssue issue = Assert.Single(Check([line, .. good]), issue => issue.Line is not null);

        Assert.Equal((rule, 1, FineTuneSeverity.Error), (issue.Rule, issue.Line, issue.Severity));
    }

    [Fact]
    public void A_line_without_end_is_told_and_the_others_are_checked()
    {
        string[] lines =
        [
            """{"prompt":"a","completion":"b"}""",
            $$"""{"prompt":"{{new string('x', 70 << 20)}}","completion":"b"}""",
            """{"prompt":"a"}""",
        ];

        Assert.Equal(
            [("LineTooLong", 2L), ("MissingKey", 3L)],
            Check(lines).Where(issue => issue.Line is not null && issue.Severity == FineTuneSeverity.Error)
                .Select(issue => (issue.Rule, issue.Line!.Value)));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(400)]
    public void A_file_of_another_kind_is_told_once_and_not_line_by_line(int rows)
    {
        string[] lines = [.. Enumerable.Range(0, rows).Select(i => $"question {i},answer {i}")];

        FineTuneDataIssue issue = Assert.Single(Check(lines));

        Assert.Equal(("NotJsonLines", FineTuneSeverity.Error), (issue.Rule, issue.Severity));
    }

    [Fact]
    public void A_file_with_wrong_lines_at_its_beginning_is_told_line_by_line()
    {
        IEnumerable<string> good = Enumerable.Range(0, 12).Select(i => $$"""{"prompt":"q{{i}}","completion":"a{{i}}"}""");

        Assert.Equal(9, Check([.. Enumerable.Repeat("a,b", 9), .. good]).Count(issue => issue.Rule == "InvalidJson"));
    }

    [Fact]
    public void A_pair_of_equal_answers_is_a_warning()
    {
        IEnumerable<string> pairs = Enumerable.Range(0, 12).Select(i => Pair($"q{i}", "good", i == 4 ? "good" : "bad"));

        FineTuneDataIssue issue = Assert.Single(Check([.. pairs]), issue => issue.Line is not null);

        Assert.Equal(("SameAnswers", 5, FineTuneSeverity.Warning), (issue.Rule, issue.Line, issue.Severity));
    }

    [Theory]
    [InlineData("""[{"role":"user","content":"q","name":5},A]""", "InvalidContent", "messages[0].name is no text.")]
    [InlineData("""[{"role":"user","content":"q"},{"role":"assistant","content":"a","refusal":7}]""", "InvalidContent", "messages[1].refusal is no text.")]
    [InlineData("""[{"role":"user","content":"q"},{"role":"assistant","content":"a","audio":"x"}]""", "InvalidContent", "messages[1].audio is no object.")]
    [InlineData("""[{"role":"user","content":"q"},{"role":"assistant","content":"a","audio":{}}]""", "InvalidContent", "messages[1].audio has no 'id'.")]
    [InlineData("""[{"role":"function","content":["x"],"name":"f"},A]""", "InvalidContent", "messages[0].content is no text.")]
    [InlineData("""[{"role":"function","content":"x"},A]""", "MissingKey", "messages[0] has no 'name'.")]
    [InlineData("""[{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://a.b/c.png","detail":"huge"}}]},A]""", "InvalidContent", "messages[0].content[0].image_url.detail is not 'auto' or 'low' or 'high'.")]
    [InlineData("""[{"role":"user","content":[{"type":"image_url","image_url":{"url":"ftp://a.b"}}]},A]""", "InvalidContent", "messages[0].content[0].image_url.url is no http, https or data:image address.")]
    [InlineData("""[{"role":"user","content":[]},A]""", "InvalidContent", "messages[0].content is a list of 0 items.")]
    [InlineData("""[{"role":"user"},A]""", "MissingContent", "messages[0] has no 'content'.")]
    [InlineData("""[{"role":"user","content":"q"},{"role":"assistant"}]""", "MissingContent", "messages[1] has no content.")]
    [InlineData("""[{"role":"user","content":"q"},{"role":"assistant","content":"a","weight":0.5}]""", "InvalidWeight", "messages[1].weight is neither 0 nor 1.")]
    [InlineData("""[{"role":"wizard","content":"q"},A]""", "UnknownRole", "messages[0] has the role 'wizard'.")]
    [InlineData("""["q",A]""", "UnknownRole", "messages[0] has no role.")]
    [InlineData("""[{"role":"user","content":"q","tool_call_id":"c"},A]""", "UnknownKey", "messages[0] has the unknown key 'tool_call_id'.")]
    [InlineData("""[CALL,{"role":"tool","content":"r","tool_call_id":"c2"},A]""", "InvalidTool", "messages[1] answers the call 'c2', which no message before it makes.")]
    [InlineData("""[{"role":"assistant","tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{x"}}]}]""", "InvalidTool", "messages[0] calls 'f' with arguments that are no JSON.")]
    [InlineData("""[{"role":"assistant","tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"\"<|endoftext|>\""}}]}]""", "SpecialToken", "messages[0] holds the special token <|endoftext|>, for which services refuse the file.")]
    public void A_conversation_is_held_to_the_description_of_its_format(string messages, string rule, string message)
    {
        string line = "{\"messages\":" + messages.Replace(",A]", "," + Message("assistant", "a") + "]", StringComparison.Ordinal)
            .Replace("CALL", Call, StringComparison.Ordinal) + "}";

        FineTuneDataIssue issue = Assert.Single(Check([line, .. Chats]), issue => issue.Severity == FineTuneSeverity.Error);

        Assert.Equal((rule, 1, message), (issue.Rule, issue.Line, issue.Message));
    }

    [Theory]
    [InlineData("""{"type":"function","function":{"name":"f","strict":"yes"}}""", "tools[0].function.strict is neither true nor false.")]
    [InlineData("""{"type":"function","function":{"name":"f","parameters":[]}}""", "tools[0].function.parameters is no object.")]
    [InlineData("""{"type":"function","function":{"name":"f","description":{}}}""", "tools[0].function.description is no text.")]
    [InlineData("""{"type":"function","function":{"name":"f g"}}""", "tools[0].function.name is not 1 to 64 letters, digits, _ and -.")]
    [InlineData("""{"type":"method","function":{"name":"f"}}""", "tools[0].type is not 'function'.")]
    public void A_tool_is_held_to_its_description(string tool, string message)
    {
        string line = "{\"messages\":[" + Message("user", "q") + "," + Message("assistant", "a") + "],\"tools\":[" + tool + "]}";

        FineTuneDataIssue issue = Assert.Single(Check([line, .. Chats]));

        Assert.Equal(("InvalidTool", message), (issue.Rule, issue.Message));
    }

    [Fact]
    public void All_that_the_description_allows_is_fine()
        => Assert.Empty(Check(
        [
            """{"messages":[{"role":"system","content":[{"type":"text","text":"s"}],"name":"n"},{"role":"user","content":[{"type":"text","text":"q"},{"type":"image_url","image_url":{"url":"data:image/png;base64,AA==","detail":"low"}}]},"""
                + Call + """,{"role":"tool","content":[{"type":"text","text":"r"}],"tool_call_id":"c"},{"role":"assistant","content":null,"refusal":"no","weight":1,"audio":null}],"tools":[{"type":"function","function":{"name":"f","description":"d","parameters":{"type":"object"},"strict":null}}],"parallel_tool_calls":true}""",
            .. Chats,
        ]));

    [Fact]
    public void Lines_to_be_reinforced_have_a_developer_and_keys_of_their_own()
    {
        IEnumerable<string> lines = Enumerable.Range(0, 12).Select(i =>
            "{\"messages\":[" + Message("developer", "d") + "," + Message("user", $"q{i}") + $$"""],"reference_answer":{{i}}}""");

        Assert.Empty(Check([.. lines]));
        Assert.Contains(
            Check([.. Chats, .. lines]), issue => issue.Rule == "MixedFormats" && issue.Line == Chats.Length + 1);
    }

    [Theory]
    [InlineData("Separator", "q{0}", "a{0}.\\n", "have no separator at their end that all share: none of them has one.")]
    [InlineData("Separator", "q{0}", " a{0}\\n", "have no separator at their end that all share: ' ->' ends 6 of 13, '\\n\\n###\\n\\n' 1.")]
    [InlineData("CompletionSuffix", "q{0} ->", " a{0}", "have no ending that all share: none of them has one.")]
    [InlineData("LeadingSpace", "q{0} ->", "a{0}\\n", "12 of 12 completions do not begin with a blank: ")]
    [InlineData("SamePrompt", "q ->", " a{0}\\n", "All prompts are the same.")]
    [InlineData("SameCompletion", "q{0} ->", " a\\n", "All completions are the same.")]
    public void What_makes_a_model_learn_worse_is_a_warning_about_the_file(
        string rule, string prompt, string completion, string message)
    {
        IEnumerable<string> lines = Enumerable.Range(0, 12).Select(i => Line(
            string.Format(System.Globalization.CultureInfo.InvariantCulture, prompt, i)
                + (message.Contains("ends 6 of", StringComparison.Ordinal) && i % 2 == 0 ? " ->" : ""),
            string.Format(System.Globalization.CultureInfo.InvariantCulture, completion, i)));
        string[] more = message.Contains("ends 6 of", StringComparison.Ordinal) ? [Line("other\\n\\n###\\n\\n", " b\\n")] : [];

        FineTuneDataIssue issue = Assert.Single(Check([.. lines, .. more]), issue => issue.Rule == rule);

        Assert.Contains(message, issue.Message, StringComparison.Ordinal);
        Assert.Equal((FineTuneSeverity.Warning, null), (issue.Severity, issue.Line));
    }

    [Fact]
    public void A_prepared_file_has_no_such_findings()
        => Assert.Empty(Check([.. Enumerable.Range(0, 12).Select(i => Line($"q{i} ->", $" a{i}\\n"))]));

    [Fact]
    public void Texts_without_prompts_need_no_separator()
        => Assert.Empty(Check([.. Enumerable.Range(0, 12).Select(i => Line("", $" a{i}\\n"))]));

    [Fact]
    public void Contradictions_similar_labels_and_long_examples_are_found()
    {
        string[] labels = ["yes", "Yes", "yes "];
        List<FineTuneDataIssue> found = Check(
        [
            .. Enumerable.Range(0, 30).Select(i => Line($"q{i} ->", $" {labels[i % 3]}")),
            Line("q1 ->", " no"),
            Line(new string('x', 20_000) + " ->", " no"),
        ]);

        Assert.Equal(
            ["Contradiction", "LongExample", "SimilarLabels"],
            found.Where(issue => issue.Severity == FineTuneSeverity.Warning).Select(issue => issue.Rule).Order());
    }

    [Fact]
    public void Completions_are_told_by_their_ending_with_the_blank_before_it()
    {
        IEnumerable<string> lines = Enumerable.Range(0, 12).Select(i => Line($"q{i} ->", i < 3 ? " END" : $" a{i}"));

        FineTuneDataIssue issue = Assert.Single(Check([.. lines]), issue => issue.Rule == "CompletionSuffix");

        Assert.Contains("' END' ends 3 of 12", issue.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"prompt":"q1 ->","completion":" a1\n"}""", """{ "prompt" : "q\u0031 ->", "completion" : " a1\u000a" }""")]
    [InlineData("""{"prompt":"한 ->","completion":" 😀\n"}""", """{"pr\u006fmpt":"\ud55c ->","completion":" \ud83d\ude00\n"}""")]
    [InlineData(
        """{"messages":[{"role":"user","content":"é"},{"role":"assistant","content":"a"}]}""",
        """{"messages" : [{"role":"\u0075ser", "content":"\u00e9"}, {"role":"assistant","content":"a"}]}""")]
    [InlineData("""{"prompt":"a","completion":"b","x":[1.50,null]}""", """{"prompt":"a", "completion":"b", "x":[ 1.50, null ]}""")]
    public void A_line_repeats_another_however_it_is_written(string line, string repeat)
    {
        FineTuneDataIssue issue = Assert.Single(Check([line, "", repeat]), issue => issue.Rule == "Duplicate");

        Assert.Equal(3, issue.Line);
    }

    [Fact]
    public void Over_many_blocks_findings_come_in_the_order_of_the_lines_and_files_are_compared()
    {
        string[] lines = [.. Enumerable.Range(0, 20_000).Select(i => i % 1000 == 999 ? "{" : Line($"question {i} ->", $" a{i / 2 % 9000}\\n"))];
        string training = _folder.Write("t.jsonl", string.Join('\n', [.. lines, lines[5]]));
        string validation = _folder.Write("v.jsonl", string.Join('\n', [Line("other ->", " b\\n"), lines[15_000]]));
        TrainingFileCheck check = new(null) { RemembersLines = true };
        List<(long Lines, long Bytes)> progress = [];
        TrainingFileCheck told = new(null) { Progress = (count, bytes) => progress.Add((count, bytes)) };

        List<FineTuneDataIssue> found = [.. check.Check(training, isValidation: false, CancellationToken.None)];
        List<FineTuneDataIssue> other = [.. check.Check(validation, isValidation: true, CancellationToken.None)];
        _ = told.Check(training, isValidation: false, CancellationToken.None).ToList();

        Assert.Equal(
            [.. Enumerable.Range(1, 20).Select(i => ("InvalidJson", (long?)i * 1000)), ("Duplicate", 20_001)],
            found.Where(issue => issue.Line is not null).Select(issue => (issue.Rule, issue.Line)));
        Assert.Equal("The example is also in the training file (t.jsonl:15001).", Assert.Single(other).Message);
        Assert.True(progress.Count > 2);
        Assert.Equal((20_001, new FileInfo(training).Length), progress[^1]);
    }

    private const string Call =
        """{"role":"assistant","tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{}"}}]}""";

    private static string[] Chats { get; } = [.. Enumerable.Range(0, 12).Select(i =>
        "{\"messages\":[" + Message("user", $"question {i}") + "," + Message("assistant", $"answer {i}") + "]}")];

    private static string Line(string prompt, string completion) => $$"""{"prompt":"{{prompt}}","completion":"{{completion}}"}""";

    private static string Pair(string question, string better, string worse)
        => "{\"input\":{\"messages\":[" + Message("user", question) + "]},\"preferred_output\":[" + Message("assistant", better)
            + "],\"non_preferred_output\":[" + Message("assistant", worse) + "]}";

    private static string Message(string role, string content) => $$"""{"role":"{{role}}","content":"{{content}}"}""";

    private List<FineTuneDataIssue> Check(string[] lines)
        => [.. new TrainingFileCheck(null).Check(
            _folder.Write("a.jsonl", string.Join("\n", lines) + "\n"), isValidation: false, CancellationToken.None)];
}
