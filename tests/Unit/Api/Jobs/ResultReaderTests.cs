using System.Globalization;
using System.Text;
using OpenAIFineTune.Api.Jobs;

namespace OpenAIFineTune.Tests.Api.Jobs;

public sealed class ResultReaderTests
{
    private const string OpenAI = "step,train_loss,train_accuracy,valid_loss,valid_mean_token_accuracy\n1,2.5,0.25,,\n2,1.5,0.75,1.25,0.5\n";

    [Fact]
    public void Columns_of_OpenAI_are_known_and_empty_fields_are_not_measured()
    {
        FineTuneMetric[] metrics = [.. ResultReader.Read(Encoding.UTF8.GetBytes(OpenAI), "j")];

        Assert.Equal(2, metrics.Length);
        Assert.Equal((1, 2.5, 0.25), (metrics[0].Step, metrics[0].TrainLoss, metrics[0].TrainAccuracy));
        Assert.Null(metrics[0].ValidLoss);
        Assert.Equal((1.25, 0.5), (metrics[1].ValidLoss, metrics[1].ValidAccuracy));
        Assert.Equal("j", metrics[1].JobId);
    }

    [Theory]
    [InlineData("<html>not found</html>")]
    [InlineData("""{"error":"gone"}""")]
    [InlineData("a,b\n1,2\n")]
    public void What_is_no_table_of_measurements_is_an_error(string content)
        => Assert.Equal("ServerFailed", Assert.Throws<FineTuneException>(
            () => ResultReader.Read(Encoding.UTF8.GetBytes(content), "j").ToArray()).ErrorId);

    [Theory]
    [InlineData("")]
    [InlineData("step,train_loss\n")]
    public void A_table_without_rows_has_no_measurements(string content)
        => Assert.Empty(ResultReader.Read(Encoding.UTF8.GetBytes(content), "j"));

    [Theory]
    [InlineData("{0}")]
    [InlineData("\"{0}\"")]
    [InlineData("{0}\r\n")]
    public void Base64_is_recognized(string wrapping)
    {
        string encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(OpenAI), Base64FormattingOptions.InsertLineBreaks);
        byte[] content = Encoding.UTF8.GetBytes(string.Format(CultureInfo.InvariantCulture, wrapping, encoded));

        Assert.Equal(1.25, ResultReader.Read(content, "j").Last().ValidLoss);
    }

    [Theory]
    [InlineData("step,train_loss,train_mean_token_accuracy,valid_loss,validation_mean_token_accuracy,full_valid_loss")]
    [InlineData("step,training_loss,training_token_accuracy,validation_loss,validation_token_accuracy,elapsed_tokens")]
    [InlineData("\"step\",\"Train_Loss\",\"train_accuracy\",\"valid_loss\",\"valid_accuracy\",\"train_mean_reward\"")]
    public void Columns_are_found_by_any_of_their_names(string header)
    {
        FineTuneMetric metric = Assert.Single(ResultReader.Read(Encoding.UTF8.GetBytes($"\uFEFF{header}\n7,1,2,3,4,5\n"), "j"));

        Assert.Equal(
            (7, 1d, 2d, 3d, 4d),
            (metric.Step, metric.TrainLoss!.Value, metric.TrainAccuracy!.Value, metric.ValidLoss!.Value, metric.ValidAccuracy!.Value));
        Assert.Equal(5d, Assert.Single(metric.AdditionalMetrics).Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("step,train_loss\n")]
    [InlineData("step,train_loss\n,\n")]
    public void A_file_without_numbers_has_no_metrics(string content)
        => Assert.Empty(ResultReader.Read(Encoding.UTF8.GetBytes(content), "j"));
}
