using OpenAIFineTune.Data;
using OpenAIFineTune.Data.Reading;
using OpenAIFineTune.Data.Reading.Rows;

namespace OpenAIFineTune.Tests.Data;

/// <summary>What a person who waits for data is told.</summary>
public sealed class ReadingMeterTests
{
    [Theory]
    [InlineData("rows.csv")]
    [InlineData("rows.jsonl")]
    [InlineData("rows.txt")]
    public void All_bytes_of_a_file_are_counted_while_it_is_read(string name)
    {
        string folder = Directory.CreateTempSubdirectory("finetune-").FullName;
        try
        {
            string path = Path.Combine(folder, name);
            File.WriteAllLines(path, Enumerable.Repeat("{\"prompt\":\"a\",\"completion\":\"b\"}", 50_000));
            ReadingMeter meter = new();
            using IRowSource rows = RowSources.Open(path, new ReadingOptions { Meter = meter });
            long atStart = meter.Read;

            int count = rows.Read(_ => { }, CancellationToken.None).Count();

            Assert.InRange(count, 49_999, 50_000);
            Assert.Equal(new FileInfo(path).Length, meter.Total);
            Assert.InRange(atStart, 1, meter.Total / 2);
            Assert.True(meter.Read >= meter.Total);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Each_reading_counts_its_examples_from_one()
    {
        string folder = Directory.CreateTempSubdirectory("finetune-").FullName;
        try
        {
            List<long> counts = [];
            _ = new DatasetPreparer(new DatasetOptions { OutputPath = Path.Combine(folder, "out") }) { Progress = counts.Add }
                .Prepare(new ListExamples([.. Enumerable.Range(1, 20_000).Select(i => ($"question {i}", $"answer {i % 3}"))]), TestContext.Current.CancellationToken);

            Assert.Equal(20_000, counts.Max());
            Assert.True(counts.Count(count => count == 20_000) >= 2, "They are measured, and then written.");
            Assert.True(counts.Count(count => count < 10_000) >= 2, "Each time is counted anew.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
