using OpenAIFineTune.Engine.Baseline;
using OpenAIFineTune.Engine.Learning;

namespace OpenAIFineTune.Tests.Engine.Baseline;

public sealed class NearestExampleModelTests
{
    private static readonly TrainingOptions s_options = new(4, 8, 1);

    [Theory]
    [InlineData("reset the password", " Open Settings and choose Reset password.")]
    [InlineData("parcel?", " Follow the number in your order mail.")]
    [InlineData("배송 기간이 얼마나 되나요", " 보통 이틀이 걸립니다.")]
    public void AnswersWithTheMostSimilarExample(string prompt, string expected)
    {
        BaselineModel model = Train();
        Prediction answer = model.Predict(prompt);
        Assert.Equal("nearest_example", model.Fingerprint);
        Assert.Equal(expected, answer.Completion);
        Assert.InRange(answer.Probability, 0.1, 0.99);
    }

    [Fact]
    public void AKnownPromptIsCertain()
        => Assert.Equal(1, Train().Predict(ToyExamples.Answers[1].Prompt).Probability, 4);

    [Theory]
    [InlineData("")]
    [InlineData("zzz")]
    public void NothingInCommonMeansNoConfidence(string prompt)
        => Assert.Equal(0, Train().Predict(prompt).Probability);

    [Fact]
    public void SurvivesSavingAndLoading()
    {
        BaselineModel model = Train();
        BaselineModel loaded = BaselineModel.Load(new MemoryStream(ToyExamples.Bytes(model)));
        Assert.Equal("nearest_example", loaded.Fingerprint);
        Assert.Equal(model.Predict("pay").Candidates, loaded.Predict("pay").Candidates);
    }

    [Fact]
    public void ReportsOneEpochAndItsModel()
    {
        List<TrainingStep> steps = [];
        int epochs = 0;
        _ = ToyExamples.Begin(ToyExamples.Answers, s_options, ToyExamples.Answers).Finish(steps.Add, () => epochs++);
        Assert.Equal(1, epochs);
        Assert.True(Assert.Single(steps).IsEpochEnd);
        Assert.Equal(1, steps[0].FullValidAccuracy);
    }

    [Fact]
    public void LearnsOnFromAnEarlierModel()
    {
        TrainingExample[] two = [new("Do you ship to Norway?", " We do."), new("Are you open on Sunday?", " No.")];
        BaselineModel model = ToyExamples.Begin(two, s_options, earlier: Train()).Finish();
        Assert.Equal(" We do.", model.Predict("ship Norway").Completion);
        Assert.Equal(" Yes, choose transfer at the checkout.", model.Predict("bank transfer").Completion);
    }

    private static BaselineModel Train()
        => ToyExamples.Begin(ToyExamples.Answers, s_options).Finish();
}
