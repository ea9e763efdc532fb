using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using OpenAIFineTune.Data.Reading.Rows;

namespace OpenAIFineTune.Tests.Data.Reading.Rows;

/// <summary>With dictionaries and texts; PowerShell's own objects are tried in PowerShell.</summary>
public sealed class ObjectRowSourceTests
{
    private static OrderedDictionary Table(params (string Name, object? Value)[] entries)
    {
        OrderedDictionary table = [];
        foreach ((string name, object? value) in entries)
        {
            table.Add(name, value);
        }

        return table;
    }

    private static Reading ReadAll(params object?[] items)
    {
        using ObjectRowSource source = new();
        foreach (object? item in items)
        {
            source.Add(item);
        }

        return Reading.Of(source);
    }

    public static TheoryData<object?, string> Values => new()
    {
        { "NA", "NA" },
        { "", "" },
        { null, "<null>" },
        { DBNull.Value, "<null>" },
        { 'x', "x" },
        { 7, "7" },
        { 0.5, "0.5" },
        { 1e21, "1E+21" },
        { 2.50m, "2.50" },
        { true, "true" },
        { new DateTime(2024, 3, 1, 7, 45, 0), "2024-03-01T07:45:00.0000000" },
        { new TimeSpan(7, 45, 0), "07:45:00" },
        { DayOfWeek.Monday, "Monday" },
        { new object?[] { 1.5, "é\"", null, true }, "[1.5,\"é\\\"\",null,true]" },
        { new Hashtable { ["a"] = new object[] { new Hashtable { ["b"] = 'c' } } }, "{\"a\":[{\"b\":\"c\"}]}" },
    };

    [Theory]
    [MemberData(nameof(Values), DisableDiscoveryEnumeration = true)]
    public void A_value_has_the_same_text_in_every_culture(object? value, string text)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal([$"1: {text}"], ReadAll(Table(("p", value))).Texts);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Columns_are_all_names_in_order_of_appearance()
    {
        Reading read = ReadAll(Table(("p", 1)), Table(("c", 2), ("p", 3)), Table(("p", 4)));

        Assert.Equal(["p", "c"], read.Columns);
        Assert.Equal(["1: 1", "2: 2 | 3", "3: 4"], read.Texts);
        Assert.Same(read.Rows[0].Columns, read.Rows[2].Columns);
    }

    [Fact]
    public void What_is_nested_is_kept_whole()
    {
        object[] messages = [Table(("role", "user"), ("content", "hi"))];

        ReadRow row = Assert.Single(ReadAll(Table(("messages", messages), ("n", 1))).Rows);

        Assert.Equal("{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"n\":1}", row.Document!.Value.GetRawText());
    }

    [Fact]
    public void A_text_is_a_completion() => Assert.Equal(["1:  | one"], ReadAll("one").Texts);

    [Fact]
    public void Bad_rows_are_told_with_their_number_and_the_rest_goes_on()
    {
        Reading read = ReadAll(
            Table(("p", "a")), 5, null, Table(("p", "x\ud83d")), Table(("p", "n\0l")), Table(("p", new[] { "\ude00" })), Table(("p", "😀")));

        Assert.Equal(["1: a", "7: 😀"], read.Texts);
        Assert.Equal(["InvalidRow@2", "InvalidRow@3", "LoneSurrogate@4", "NulCharacter@5", "InvalidRow@6"], read.Told);
    }

    [Fact]
    public void A_value_that_holds_itself_is_told()
    {
        Hashtable endless = [];
        endless["p"] = endless;

        Assert.Equal(["InvalidRow@2"], ReadAll(Table(("p", "a")), endless).Told);
    }

    [Fact]
    public void No_rows_is_an_error()
        => Assert.Equal("EmptyInput", Assert.Throws<FineTuneException>(() => ReadAll()).ErrorId);

    [Fact]
    public void Calculated_columns_stand_behind_those_of_the_object()
    {
        using ObjectRowSource source = new();
        for (int i = 1; i <= 3; i++)
        {
            source.Add(Table(("p", $"{i}")), row => [("twice", $"{((OrderedDictionary)row!)["p"]}{i}")]);
        }

        Reading read = Reading.Of(source);

        Assert.Equal(["p", "twice"], read.Columns);
        Assert.Equal(["1: 1 | 11", "2: 2 | 22", "3: 3 | 33"], read.Texts);
    }

    [Fact]
    public void A_row_whose_calculated_column_fails_is_left_out()
    {
        using ObjectRowSource source = new();
        source.Add(Table(("p", "a")));
        source.Add(Table(("p", "b")), _ => throw new FineTuneException("InvalidExample", "it failed"));

        Assert.Equal(["InvalidRow@2"], Reading.Of(source).Told);
    }

    [Fact]
    public void Many_rows_go_to_a_private_file_that_is_gone_afterwards()
    {
        using RowSpool spool = new(memoryLimit: 1000);
        string[] columns = ["p", "c"];
        for (int i = 1; i <= 5000; i++)
        {
            spool.Add(i, columns, [$"é{i}", i % 3 == 0 ? null : ""], i % 2 == 0 ? "{\"p\":1}" : null);
        }

        // Where a file needs no name it has none, so that nothing stays when the process is killed.
        string path = spool.FilePath!;
        Assert.Equal(OperatingSystem.IsWindows(), File.Exists(path));

        Assert.Equal(5000, spool.Read().Count());
        ReadRow row = ReadRow.Of(spool.Read().ElementAt(2999));
        Assert.Equal(("é3000", null, 3000L, 1), (row.Values[0], row.Values[1], row.Origin.Line, row.Document!.Value.GetProperty("p").GetInt32()));
        spool.Dispose();
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Few_rows_stay_in_memory()
    {
        using RowSpool spool = new(memoryLimit: 1000);
        spool.Add(1, ["p"], ["x"], null);

        Assert.Null(spool.FilePath);
    }
}
