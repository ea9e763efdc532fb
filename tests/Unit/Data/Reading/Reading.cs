using OpenAIFineTune.Data.Reading.Rows;
using OpenAIFineTune.Tests.Data.Reading.Rows;

namespace OpenAIFineTune.Tests.Data.Reading;

/// <summary>What one pass over a source gave.</summary>
internal sealed record Reading(IReadOnlyList<string> Columns, IReadOnlyList<ReadRow> Rows, IReadOnlyList<FineTuneDataIssue> Issues)
{
    /// <summary>Reads twice and makes sure that both passes gave the same.</summary>
    public static Reading Of(IRowSource source)
    {
        Reading first = Once(source);
        Reading second = Once(source);
        Assert.Equal(first.Texts, second.Texts);
        Assert.Equal(first.Told, second.Told);
        return first;
    }

    public static Reading Once(IRowSource source)
    {
        List<FineTuneDataIssue> issues = [];
        List<ReadRow> rows = source.Read(issues.Add, CancellationToken.None).Select(ReadRow.Of).ToList();
        return new Reading(source.Columns, rows, issues);
    }

    /// <summary>Each row as <c>line: value | value</c>.</summary>
    public string[] Texts => Rows
        .Select(row => $"{row.Origin.Line}: {string.Join(" | ", row.Values.Select(value => value ?? "<null>"))}").ToArray();

    /// <summary>Each issue as <c>rule@line</c>.</summary>
    public string[] Told => Issues.Select(issue => $"{issue.Rule}@{issue.Line}").ToArray();
}
