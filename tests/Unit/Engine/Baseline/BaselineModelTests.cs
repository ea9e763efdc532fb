using OpenAIFineTune.Engine.Baseline;
using OpenAIFineTune.Engine.Learning;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Tests.Engine.Baseline;

public sealed class BaselineModelTests
{
    private static readonly Lazy<BaselineModel> s_model = new(
        () => ToyExamples.Begin(ToyExamples.Teams(30), new(2, 4, 1), seed: 1).Finish());

    [Fact]
    public void SurvivesSavingAndLoading()
    {
        BaselineModel loaded = BaselineModel.Load(new MemoryStream(ToyExamples.Bytes(s_model.Value)));
        Prediction expected = s_model.Value.Predict("my invoice is wrong");
        Assert.Equal(expected.Candidates, loaded.Predict("my invoice is wrong").Candidates);
        Assert.Equal(30, Assert.IsType<SoftmaxModel>(loaded).Space.Documents);
    }

    [Fact]
    public void KeepsKoreanAndEmoji()
    {
        TrainingExample[] examples =
        [
            new("환불해 주세요 🙏", " 결제 💳"), new("결제가 두 번 됐어요", " 결제 💳"),
            new("앱이 멈춰요 😡", " 오류"), new("자꾸 꺼져요 😡😡", " 오류"),
        ];
        BaselineModel model = ToyExamples.Begin(examples, new(20, 1, 1), seed: 1).Finish();
        BaselineModel loaded = BaselineModel.Load(new MemoryStream(ToyExamples.Bytes(model)));
        Assert.Equal(" 결제 💳", loaded.Predict("환불 부탁해요").Completion);
        Assert.Equal(" 오류", loaded.Predict("😡").Completion);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(100)]
    [InlineData(-1)]
    public void ATruncatedFileIsRefused(int length)
    {
        byte[] bytes = ToyExamples.Bytes(s_model.Value);
        AssertCorrupt(bytes[..(length < 0 ? bytes.Length - 1 : length)]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(16)]
    [InlineData(400)]
    [InlineData(-100)]
    [InlineData(-1)]
    public void AChangedByteIsNoticed(int position)
    {
        byte[] bytes = ToyExamples.Bytes(s_model.Value);
        bytes[position < 0 ? bytes.Length + position : position] ^= 0x40;
        AssertCorrupt(bytes);
    }

    [Fact]
    public void AStateIsNotAModel()
    {
        using MemoryStream stream = new();
        ITraining training = ToyExamples.Begin(ToyExamples.Teams(30), new(1, 4, 1), seed: 1);
        _ = training.Finish();
        training.SaveState(stream);
        AssertCorrupt(stream.ToArray());
    }

    private static void AssertCorrupt(byte[] bytes)
    {
        KnownFailure failure =
            Assert.Throws<KnownFailure>(() => BaselineModel.Load(new MemoryStream(bytes)));
        Assert.Equal("ModelFileCorrupt", failure.ErrorId);
        Assert.NotNull(failure.Advice);
    }
}
