using Microsoft.Extensions.Time.Testing;
using OpenAIFineTune.Api.Uploads;
using OpenAIFineTune.PowerShell.Progress;
using OpenAIFineTune.Views;

namespace OpenAIFineTune.Tests.PowerShell.Progress;

public sealed class UploadProgressTests
{
    [Fact]
    public void Tells_rate_and_time_left_once_a_second()
    {
        FakeTimeProvider time = new();
        using UploadProgress progress = new("data.jsonl", time, pipeline: null);
        progress.Report(new TransferProgress(10, 8 << 20));
        Assert.Equal("", progress.Status);

        time.Advance(TimeSpan.FromSeconds(2));
        progress.Report(new TransferProgress(2 << 20, 8 << 20));
        progress.Report(new TransferProgress(4 << 20, 8 << 20));

        Assert.Equal("2 MB of 8 MB, 1 MB a second", progress.Status);
        Assert.Equal(6, progress.SecondsLeft);
    }

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1536, "1.5 KB")]
    [InlineData(5L << 30, "5 GB")]
    public void A_size_has_the_unit_that_a_person_would_use(long bytes, string text)
        => Assert.Equal(text, ViewText.Size(bytes));
}
