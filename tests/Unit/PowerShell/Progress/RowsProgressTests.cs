using Microsoft.Extensions.Time.Testing;
using OpenAIFineTune.PowerShell.Progress;

namespace OpenAIFineTune.Tests.PowerShell.Progress;

public sealed class RowsProgressTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Is_shown_once_a_second_at_most()
    {
        RowsProgress progress = new("Reading", _time);

        Assert.False(progress.Take(512));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(progress.Take(1024));
        Assert.False(progress.Take(1536));
    }

    [Fact]
    public void A_first_reading_is_measured_by_bytes()
    {
        RowsProgress progress = new("Reading", _time) { TotalBytes = 4000 };

        _time.Advance(TimeSpan.FromSeconds(2));
        _ = progress.Take(1024, 1000);

        Assert.StartsWith($"{1024:N0} rows, 512 a second", progress.Status, StringComparison.Ordinal);
        Assert.Equal(25, progress.Percent);
        Assert.Equal(6, progress.SecondsLeft);
    }

    [Fact]
    public void A_second_reading_is_measured_by_the_rows_of_the_first()
    {
        RowsProgress progress = new("Reading", _time);

        _ = progress.Take(2048);
        _time.Advance(TimeSpan.FromSeconds(1));
        _ = progress.Take(1);
        _time.Advance(TimeSpan.FromSeconds(1));
        _ = progress.Take(512);

        Assert.StartsWith($"512 of {2048:N0} rows, 512 a second", progress.Status, StringComparison.Ordinal);
        Assert.Equal(25, progress.Percent);
        Assert.Equal(3, progress.SecondsLeft);
    }

    [Fact]
    public void Guesses_no_end_where_neither_bytes_nor_rows_are_known()
    {
        RowsProgress progress = new("Reading", _time);
        _ = progress.Take(512);

        Assert.Equal(-1, progress.Percent);
        Assert.Equal(-1, progress.SecondsLeft);
    }
}
