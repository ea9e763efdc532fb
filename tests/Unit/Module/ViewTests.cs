using System.Xml.Linq;

namespace OpenAIFineTune.Tests.Module;

/// <summary>What the views must be so that rows show as they come, on terminals of 80 columns and more.</summary>
public sealed class ViewTests
{
    private const int NarrowTerminal = 80;
    private const int LeastForTheRest = 14;

    private static readonly XDocument s_views =
        XDocument.Load(Repository.File("src", "module", "OpenAIFineTune.Format.ps1xml"));

    public static TheoryData<string> Tables => [.. s_views.Descendants("View")
        .Where(view => view.Element("TableControl") is not null)
        .Select(view => view.Element("Name")!.Value)];

    [Fact]
    public void No_view_holds_rows_back_to_size_itself_by_them()
        => Assert.Empty(s_views.Descendants("AutoSize"));

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_table_has_its_widths_but_for_one_column_that_is_not_the_first(string name)
    {
        int?[] widths = WidthsOf(name);

        // PowerShell sizes a table by its rows when the first column has no width.
        Assert.NotNull(widths[0]);
        Assert.True(widths.Count(width => width is null) <= 1);
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_table_fits_80_columns(string name)
    {
        int?[] widths = WidthsOf(name);

        int needed = widths.Sum(width => width ?? LeastForTheRest) + widths.Length - 1;

        Assert.True(needed <= NarrowTerminal, $"It needs {needed} columns.");
    }

    [Fact]
    public void Times_are_written_in_one_way()
        => Assert.All(s_views.Descendants("ScriptBlock"), script => Assert.DoesNotContain("LocalDateTime", script.Value));

    private static int?[] WidthsOf(string name)
    {
        XElement table = s_views.Descendants("View")
            .Single(view => view.Element("Name")!.Value == name && view.Element("TableControl") is not null);
        return [.. table.Descendants("TableColumnHeader").Select(header => (int?)header.Element("Width"))];
    }
}
