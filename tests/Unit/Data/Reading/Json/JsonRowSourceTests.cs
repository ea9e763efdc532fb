using System.Text;
using System.Text.Json;
using OpenAIFineTune.Data.Reading;
using OpenAIFineTune.Data.Reading.Rows;
using OpenAIFineTune.Tests.Data.Reading.Rows;

namespace OpenAIFineTune.Tests.Data.Reading.Json;

public sealed class JsonRowSourceTests : IDisposable
{
    private readonly InputFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("{\"p\":\"a\",\"c\":\"b\"}\n{\"p\":\"d\",\"c\":\"e\"}\n", "1: a | b;2: d | e")]
    [InlineData("{\"p\":\"a\",\"c\":\"b\"}\r\n\r\n{\"p\":\"d\",\"c\":\"e\"}", "1: a | b;3: d | e")]
    [InlineData("[{\"p\":\"a\",\"c\":\"b\"},{\"p\":\"d\",\"c\":\"e\"}]", "1: a | b;1: d | e")]
    [InlineData("[\n  {\n    \"p\": \"a\",\n    \"c\": \"b\"\n  },\n  {\"p\": \"d\", \"c\": \"e\"}\n]\n", "2: a | b;6: d | e")]
    [InlineData("{\n \"p\": \"a\", \"c\": \"b\"\n}\n{\n \"p\": \"d\",\n \"c\": \"e\"\n}", "1: a | b;4: d | e")]
    [InlineData("{\"p\":[\"a\",\"d\"],\"c\":[\"b\",\"e\"]}", "1: a | b;2: d | e")]
    [InlineData("{\n\"p\":[\"a\",\"d\"],\n\"c\":[\"b\",\"e\"]}\n", "1: a | b;2: d | e")]
    [InlineData("{\"p\":{\"0\":\"a\",\"1\":\"d\"},\"c\":{\"1\":\"e\",\"0\":\"b\"}}", "1: a | b;2: d | e")]
    [InlineData("{\"p\":\"a\",\"c\":\"b\"}", "1: a | b")]
    public void Each_way_to_write_rows_is_read_under_either_extension(string text, string rows)
    {
        foreach (string name in (string[])["a.json", "a.jsonl"])
        {
            foreach (string mark in (string[])["", "\uFEFF"])
            {
                Reading read = _folder.Read(name, mark + text);

                Assert.Equal(["p", "c"], read.Columns);
                Assert.Equal(rows.Split(';'), read.Texts);
                Assert.Empty(read.Issues);
            }
        }
    }

    [Theory]
    [InlineData("3", "3")]
    [InlineData("2.50", "2.50")]
    [InlineData("1e3", "1e3")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    [InlineData("true", "true")]
    [InlineData("null", "<null>")]
    [InlineData("\"\"", "")]
    [InlineData("\"NA\"", "NA")]
    [InlineData("\"a/b \\u00e9 \\ud83d\\ude00 \\u0000\"", "a/b é 😀 \0")]
    [InlineData("{ \"q\" : \"é<\", \"n\": 1.0 }", "{\"q\":\"é<\",\"n\":1.0}")]
    [InlineData("[ \"x\", null ]", "[\"x\",null]")]
    public void Values_become_the_text_that_was_written(string json, string text)
    {
        Reading read = _folder.Read("a.jsonl", $"{{\"p\":\"x\",\"c\":{json}}}\n{{\"p\":\"y\",\"c\":\"z\"}}\n");

        Assert.Equal($"1: x | {text}", read.Texts[0]);
    }

    [Fact]
    public void Each_row_has_its_own_keys_and_the_last_of_a_repeated_key_counts()
    {
        Reading read = _folder.Read("a.jsonl", "{\"p\":\"a\"}\n{\"c\":\"b\",\"p\":\"x\",\"p\":\"d\"}\n{\"p\":\"e\",\"c\":\"f\"}\n");

        Assert.Equal(["p", "c"], read.Columns);
        Assert.Equal([["p"], ["c", "p"], ["p", "c"]], read.Rows.Select(row => row.Columns.ToArray()));
        Assert.Equal(["1: a", "2: b | d", "3: e | f"], read.Texts);
    }

    [Fact]
    public void The_whole_row_is_kept_for_chat()
    {
        Reading read = _folder.Read("a.jsonl", "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}\n");

        ReadRow row = Assert.Single(read.Rows);
        Assert.Equal("hi", row.Document!.Value.GetProperty("messages")[0].GetProperty("content").GetString());
        Assert.Equal("[{\"role\":\"user\",\"content\":\"hi\"}]", row.Values[0]);
    }

    [Theory]
    [InlineData("{'p': 'a'}", "InvalidJson", 2, "Python")]
    [InlineData("{\"p\":\"a\"},", "InvalidJson", 10, "comma")]
    [InlineData("{\"p\":\"a\",}", "InvalidJson", 10, "comma")]
    [InlineData("{\"p\":NaN}", "InvalidJson", 6, "NaN")]
    [InlineData("{\"p\":\"a\tb\"}", "InvalidJson", 8, "\\t")]
    [InlineData("{\"p\":\"a\"", "InvalidJson", 9, "cut")]
    [InlineData("{\"é\":\"a\"} x", "InvalidJson", 11, "line of its own")]
    [InlineData("[1,2]", "InvalidJson", null, "object")]
    [InlineData("\"text\"", "InvalidJson", null, "object")]
    [InlineData("{\"p\":\"a\\ud83d\"}", "LoneSurrogate", null, "halves")]
    [InlineData("{\"p\":{\"q\":[\"\\ude00\"]}}", "LoneSurrogate", null, "halves")]
    [InlineData("{\"p\\ud83d\":1}", "LoneSurrogate", null, "halves")]
    public void A_bad_line_is_told_with_column_and_hint_and_the_rest_goes_on(string line, string rule, int? column, string hint)
    {
        Reading read = _folder.Read("a.jsonl", $"{{\"p\":\"x\"}}\n{line}\n{{\"p\":\"y\"}}\n");

        FineTuneDataIssue issue = Assert.Single(read.Issues);
        Assert.Equal((rule, 2L, column), (issue.Rule, issue.Line, issue.Column));
        Assert.Contains(hint, issue.Recommendation);
        Assert.DoesNotContain("payload", issue.Message);
        Assert.Equal(["1: x", "3: y"], read.Texts);
    }

    [Theory]
    [InlineData("{'p': 'a'}\n{'p': 'b'}\n", "EmptyInput")]
    [InlineData("{\"p\":1},\n{\"p\":2},\n", "EmptyInput")]
    [InlineData("", "EmptyInput")]
    [InlineData(" \n\n", "EmptyInput")]
    [InlineData("[]", "EmptyInput")]
    [InlineData("[\n]\n", "EmptyInput")]
    [InlineData("[{\"p\":1},\n]", "InvalidJson")]
    [InlineData("[{\"p\":1}\n", "InvalidJson")]
    [InlineData("[{\"p\":1}{\"p\":2}]", "InvalidJson")]
    [InlineData("[{\"p\":1}] x", "InvalidJson")]
    [InlineData("[\n{\"p\":1},\n{\"p\":'x'}]", "InvalidJson")]
    public void What_can_not_be_read_at_all_is_thrown(string text, string errorId)
    {
        FineTuneException failure = Assert.Throws<FineTuneException>(() => _folder.Read("a.json", text));

        Assert.Equal(errorId, failure.ErrorId);
        Assert.Contains("a.json", failure.Message);
    }

    [Fact]
    public void When_no_line_can_be_read_the_first_fault_is_told()
    {
        FineTuneException failure = Assert.Throws<FineTuneException>(() => _folder.Read("a.jsonl", "{'p': 'a'}\n{'p': 'b'}\n"));

        Assert.Contains("Line 1, column 2", failure.Message);
        Assert.Contains("Python", failure.Advice);
    }

    [Fact]
    public void An_error_in_an_array_names_its_line_and_column()
    {
        FineTuneException failure = Assert.Throws<FineTuneException>(
            () => _folder.Read("a.json", "[\n{\"p\":1},\n{\"p\":\n  'x'}]"));

        Assert.Contains("Line 4, column 3", failure.Message);
        Assert.Contains("Python", failure.Advice);
    }

    [Fact]
    public void A_wrong_byte_is_an_error_with_its_line()
    {
        string path = _folder.Write("a.jsonl", [.. "{\"p\":\"a\"}\n{\"p\":\"é"u8, 0xFF, .. "\"}\n"u8]);

        FineTuneException failure = Assert.Throws<FineTuneException>(
            () => Reading.Of(RowSources.Open(path, ReadingOptions.Default)));

        Assert.Equal("InvalidEncoding", failure.ErrorId);
        Assert.Contains("a.jsonl:2: 0xFF", failure.Message);
    }

    [Fact]
    public void Utf16_is_read_by_its_mark()
    {
        string path = _folder.Write("a.jsonl", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("{\"p\":\"가😀\"}\n")]);

        Assert.Equal(["1: 가😀"], Reading.Of(RowSources.Open(path, ReadingOptions.Default)).Texts);
    }

    [Theory]
    [InlineData("[", ",", "]")]
    [InlineData("", "\n", "")]
    public void Rows_longer_than_any_buffer_are_read_whole(string start, string between, string end)
    {
        string[] texts = Enumerable.Range(1, 40).Select(i => new string((char)('a' + (i % 26)), i * 9973)).ToArray();
        IEnumerable<string> rows = texts.Select(text => $"{{\"p\":\"{text}\"}}");

        Reading read = _folder.Read("a.json", start + string.Join(between, rows) + end);

        Assert.Equal(texts, read.Rows.Select(row => row.Values[0]));
    }

    [Fact]
    public void A_compressed_file_is_read()
    {
        string path = _folder.WriteCompressed("a.jsonl.gz", "{\"p\":\"a\"}\n");

        Assert.Equal(["1: a"], Reading.Of(RowSources.Open(path, ReadingOptions.Default)).Texts);
    }

    [Fact]
    public void A_table_of_columns_with_many_rows_is_taken_apart_in_linear_time()
    {
        IEnumerable<string> cells = Enumerable.Range(0, 10_000).Select(i => $"\"{i}\":{i}");
        string column = "{" + string.Join(",", cells) + "}";

        Reading read = _folder.Read("a.json", $"{{\"p\":{column},\"c\":{column}}}");

        Assert.Equal(10_000, read.Rows.Count);
        Assert.Equal("10000: 9999 | 9999", read.Texts[^1]);
    }

    [Fact]
    public void Documents_stay_valid_after_the_next_row()
    {
        Reading read = _folder.Read("a.jsonl", string.Concat(Enumerable.Range(0, 5000).Select(i => $"{{\"p\":\"{i}\"}}\n")));

        Assert.Equal(
            Enumerable.Range(0, 5000).Select(i => i.ToString()),
            read.Rows.Select(row => row.Document!.Value.GetProperty("p").GetString()));
        Assert.All(read.Rows, row => Assert.Equal(JsonValueKind.Object, row.Document!.Value.ValueKind));
    }

    [Fact]
    public void A_text_that_is_too_long_is_left_out_and_the_rest_goes_on()
    {
        string text = new('x', TextLimits.LongestField + 1);

        Reading read = _folder.Read("a.jsonl", $"{{\"p\":\"a\"}}\n{{\"p\":\"{text}\"}}\n{{\"p\":\"b\"}}\n");

        Assert.Equal(["1: a", "3: b"], read.Texts);
        Assert.Equal(["FieldTooLong@2"], read.Told);
    }

    [Fact]
    public void A_value_that_has_no_end_is_told_with_its_line()
    {
        string path = Path.Combine(_folder.Path, "a.jsonl");
        using (StreamWriter file = new(path))
        {
            file.Write("{\"p\":\"a\"}\n{\"p\":\"");
            string block = new('x', 1 << 20);
            for (int i = 0; i < 80; i++)
            {
                file.Write(block);
            }
        }

        FineTuneException failure = Assert.Throws<FineTuneException>(() => RowSources.Open(path, ReadingOptions.Default));

        Assert.Equal("FieldTooLong", failure.ErrorId);
        Assert.StartsWith("a.jsonl:2:", failure.Message);
    }

    [Theory]
    [InlineData("{\"data\":[{\"p\":1,\"q\":[{\"x\":1}]},{\"p\":2,\"q\":[]}]}")]
    [InlineData("{\n \"version\": \"1\", \"rows\": [\n {\"p\":1,\"q\":[{\"x\":1}]},\n {\"p\":2,\"q\":[]}\n ],\n \"total\": 2\n}\n")]
    [InlineData("{\"messages\":[{\"p\":1,\"q\":[{\"x\":1}]},{\"p\":2,\"q\":[]}],\"a\":null,\"b\":\"]}\"}")]
    public void An_object_around_a_list_of_rows_is_taken_off(string text)
        => Assert.Equal(["1 | [{\"x\":1}]", "2 | []"], _folder.Read("a.json", text).Rows.Select(row => string.Join(" | ", row.Values)));

    [Theory]
    [InlineData("{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}")]
    [InlineData("{\"messages\":[{\"content\":\"a\",\"role\":\"user\"}],\"tools\":[{\"type\":\"function\"}]}")]
    [InlineData("{\"conversations\":[{\"from\":\"human\",\"value\":\"a\"}]}")]
    [InlineData("{\"tools\":[{\"type\":\"function\"}],\"p\":1}")]
    public void A_single_conversation_is_a_row(string text)
        => Assert.Equal(["a.json:1"], _folder.Read("a.json", text).Rows.Select(row => row.Origin.ToString()));

    [Theory]
    [InlineData("{\"train\":[{\"p\":1}],\"validation\":[{\"p\":2}]}", "\"validation\" stands beside")]
    [InlineData("{\"data\":[{\"p\":1}]", "not closed")]
    [InlineData("{\"data\":[{\"p\":1}],\"x\"}", "a value is missing")]
    [InlineData("{\"data\":[{\"p\":1}]} {", "something comes after")]
    public void What_would_be_lost_beside_the_rows_is_an_error(string text, string problem)
    {
        FineTuneException failure = Assert.Throws<FineTuneException>(() => _folder.Read("a.json", text));

        Assert.Equal("InvalidJson", failure.ErrorId);
        Assert.Contains(problem, failure.Message);
    }
}
