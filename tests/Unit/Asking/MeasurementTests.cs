using OpenAIFineTune.Asking;

namespace OpenAIFineTune.Tests.Asking;

public sealed class MeasurementTests
{
    [Fact]
    public void SumsUpWhatWasAnswered()
    {
        Measurement measurement = new("m", "valid.jsonl", FineTuneTaskType.Classification);
        measurement.Add(Answer("spam", "spam", seconds: 1));
        measurement.Add(Answer("spam", "ham", seconds: 3));
        measurement.Add(Answer("ham", "ham", seconds: 2));
        measurement.AddFailure("RateLimited");
        FineTunedModelMeasurement result = measurement.Finish("here");
        Assert.Equal((4, 3, 1), (result.ExampleCount, result.AnsweredCount, result.ErrorCount));
        Assert.Equal(1, result.Errors["RateLimited"]);
        Assert.Equal(2.0 / 3, result.Accuracy!.Value, 10);
        Assert.Equal(2.0 / 3, result.MacroF1!.Value, 10);
        Assert.Equal(new TokenUsage(30, 3, 33), result.Usage);
        Assert.Equal("ham", Assert.Single(result.Mistakes).Answer);
        Assert.Equal(TimeSpan.FromSeconds(2), result.Latency!.Median);
        Assert.Equal(TimeSpan.FromSeconds(3), result.Latency.Percentile95);
        Assert.Equal(TimeSpan.FromSeconds(2), result.Latency.Mean);
    }

    [Fact]
    public void TextsHaveNoLabels()
    {
        Measurement measurement = new("m", "valid.jsonl", FineTuneTaskType.ConditionalGeneration);
        measurement.Add(Answer("The cat sat.", "a cat sat", seconds: 1));
        FineTunedModelMeasurement result = measurement.Finish("here");
        Assert.Null(result.Accuracy);
        Assert.Null(result.ConfusionMatrix);
        Assert.Empty(result.Classes);
        Assert.Equal(0, result.ExactMatch);
        Assert.Equal(2.0 / 3, result.WordF1, 10);
    }

    [Theory]
    [InlineData("", "", 1)]
    [InlineData("a", "", 0)]
    [InlineData("a b", "b a", 1)]
    [InlineData("the the cat", "the dog", 0.4)]
    [InlineData("환불 되나요?", "환불 됩니다", 0.5)]
    public void CountsSharedWords(string expected, string answer, double f1)
        => Assert.Equal(f1, WordOverlap.F1(expected, answer), 10);

    private static MeasuredAnswer Answer(string expected, string answer, int seconds) => new()
    {
        Expected = expected,
        Answer = answer,
        Latency = TimeSpan.FromSeconds(seconds),
        Usage = new TokenUsage(10, 1, 11),
    };
}
