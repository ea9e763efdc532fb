using OpenAIFineTune.Data.Reading;

namespace OpenAIFineTune.Tests.Data.Reading;

public sealed class ReadAheadTests
{
    private static readonly string[] s_columns = ["p"];

    private bool _isClosed;

    private IEnumerable<Row> Endless(Action<FineTuneDataIssue> report, CancellationToken cancellation)
    {
        try
        {
            for (int i = 1; ; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                report(new FineTuneDataIssue { Rule = "Test", Line = i });
                yield return new Row(new RowOrigin(null, i), s_columns, ["x"]);
            }
        }
        finally
        {
            _isClosed = true;
        }
    }

    private static IEnumerable<Row> Failing(Action<FineTuneDataIssue> report, CancellationToken cancellation)
    {
        yield return new Row(new RowOrigin(null, 1), s_columns, ["x"]);
        report(new FineTuneDataIssue { Rule = "Test", Line = 2 });
        throw new FineTuneException("InvalidJson", "No.");
    }

    [Fact]
    public void Rows_and_issues_come_in_order_on_the_callers_thread()
    {
        List<long> order = [];
        int thread = Environment.CurrentManagedThreadId;
        IEnumerable<Row> rows = ReadAhead.Rows(
            Endless,
            issue =>
            {
                Assert.Equal(thread, Environment.CurrentManagedThreadId);
                order.Add(-issue.Line!.Value);
            },
            CancellationToken.None);

        foreach (Row row in rows.Take(2000))
        {
            order.Add(row.Origin.Line);
        }

        Assert.Equal(Enumerable.Range(1, 2000).SelectMany(i => new long[] { -i, i }), order);
    }

    [Fact]
    public void Stopping_early_ends_the_reading_before_the_loop_is_left()
    {
        _ = ReadAhead.Rows(Endless, _ => { }, CancellationToken.None).First();

        Assert.True(_isClosed);
    }

    [Fact]
    public void A_failure_comes_after_all_that_was_read_before()
    {
        List<string> seen = [];

        FineTuneException failure = Assert.Throws<FineTuneException>(() =>
        {
            foreach (Row row in ReadAhead.Rows(Failing, issue => seen.Add($"issue {issue.Line}"), CancellationToken.None))
            {
                seen.Add($"row {row.Origin.Line}");
            }
        });

        Assert.Equal("InvalidJson", failure.ErrorId);
        Assert.Equal(["row 1", "issue 2"], seen);
    }

    [Fact]
    public void Cancelling_ends_both_sides()
    {
        using CancellationTokenSource stop = new();

        _ = Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (Row _ in ReadAhead.Rows(Endless, _ => { }, stop.Token))
            {
                stop.Cancel();
            }
        });
        Assert.True(_isClosed);
    }
}
