using OpenAIFineTune.Engine.Baseline;
using OpenAIFineTune.Engine.Learning;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Tests.Engine.Baseline;

public sealed class BaselineLearnerTests
{
    private static readonly TrainingOptions s_options = new(4, 8, 1);

    [Fact]
    public void LearnsWhatCanBeSeparated()
    {
        BaselineModel model = Train(ToyExamples.Teams(120), s_options);
        TrainingExample[] fresh = ToyExamples.Teams(60, seed: 2);
        Assert.All(fresh, example => Assert.Equal(example.Completion, model.Predict(example.Prompt).Completion));
        Assert.Equal("classifier", model.Fingerprint);
        Assert.Equal(120, Assert.IsType<SoftmaxModel>(model).Space.Documents);
    }

    [Fact]
    public void TheSeedDecidesTheModel()
    {
        TrainingExample[] examples = ToyExamples.Teams(60);
        byte[] first = ToyExamples.Bytes(Train(examples, s_options));
        Assert.Equal(first, ToyExamples.Bytes(Train(examples, s_options)));
        Assert.NotEqual(first, ToyExamples.Bytes(Train(examples, s_options, seed: 43)));
    }

    [Theory]
    [InlineData(1e300)]
    [InlineData(3e38)]
    public void ATrainingThatDivergesHandsOverNoModel(double multiplier)
    {
        ITraining training = ToyExamples.Begin(
            ToyExamples.Teams(60), s_options with { LearningRateMultiplier = multiplier });
        KnownFailure e = Assert.Throws<KnownFailure>(() => training.Finish());
        Assert.Equal("TrainingDiverged", e.ErrorId);
        Assert.Equal(0, training.Epoch);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void GoingOnFromASavedStateGivesTheSameModel(int interruptedAfter)
    {
        TrainingExample[] examples = ToyExamples.Teams(60);
        byte[] whole = ToyExamples.Bytes(Train(examples, s_options));
        using MemoryStream saved = new();
        ITraining first = ToyExamples.Begin(examples, s_options);
        while (first.Epoch < interruptedAfter)
        {
            first.Advance(_ => { }, CancellationToken.None);
        }

        first.SaveState(saved);
        saved.Position = 0;
        ITraining second = ToyExamples.Begin(examples, s_options, state: saved);
        Assert.Equal(interruptedAfter, second.Epoch);
        int epochs = 0;
        Assert.Equal(whole, ToyExamples.Bytes(second.Finish(onEpoch: () => epochs++)));
        Assert.Equal(4 - interruptedAfter, epochs);
    }

    [Fact]
    public void StopsInTheMiddleOfAnEpoch()
    {
        using CancellationTokenSource stop = new();
        int last = 0;
        void Stop(TrainingStep step)
        {
            last = step.Step;
            if (step.Step == 3)
            {
                stop.Cancel();
            }
        }

        ITraining training = ToyExamples.Begin(ToyExamples.Teams(60), s_options);
        _ = Assert.Throws<OperationCanceledException>(() => training.Advance(Stop, stop.Token));
        Assert.Equal(3, last);
    }

    [Fact]
    public void ReportsWhatItMeasured()
    {
        List<TrainingStep> steps = [];
        _ = ToyExamples.Begin(ToyExamples.Teams(120), s_options, ToyExamples.Teams(30, seed: 2)).Finish(steps.Add);
        Assert.Equal(Enumerable.Range(1, 60), steps.Select(step => step.Step));
        Assert.Equal([15, 30, 45, 60], steps.Where(step => step.IsEpochEnd).Select(step => step.Step));
        Assert.All(steps, step => Assert.Equal(60, step.TotalSteps));
        Assert.Equal(Math.Log(3), steps[0].TrainLoss, 4);
        Assert.True(steps[^1].TrainLoss < steps[0].TrainLoss / 4);
        Assert.Equal(1, steps[^1].FullValidAccuracy);
        Assert.NotNull(steps[0].ValidLoss);
        Assert.Null(steps[0].FullValidLoss);
    }

    [Fact]
    public void ManyStepsMakeFewReports()
    {
        List<TrainingStep> steps = [];
        _ = ToyExamples.Begin(ToyExamples.Teams(600), new(5, 1, 1), seed: 0).Finish(steps.Add);
        Assert.InRange(steps.Count, 100, 250);
        Assert.Equal(3000, steps[^1].Step);
    }

    [Fact]
    public void ALargerRateLearnsMoreInTheSameSteps()
    {
        TrainingExample[] examples = ToyExamples.Teams(60);
        BaselineModel cautious = Train(examples, s_options with { LearningRateMultiplier = 0.1 });
        double slow = cautious.Predict(examples[0].Prompt).Probability;
        double normal = Train(examples, s_options).Predict(examples[0].Prompt).Probability;
        Assert.True(normal > slow, $"{normal} > {slow}");
    }

    [Fact]
    public void OneClassIsAlwaysTheAnswer()
    {
        TrainingExample[] examples = [new("a", " yes"), new("b", " yes"), new("c", " yes"), new("", " yes")];
        Prediction answer = Train(examples, s_options).Predict("something else");
        Assert.Equal(" yes", answer.Completion);
        Assert.Equal(1, answer.Probability, 6);
    }

    [Fact]
    public void WhatIsAClassificationAsAWholeIsOneWhenItWasDivided()
    {
        TrainingExample[] all = [.. Enumerable.Range(0, 31).Select(i => new TrainingExample($"word{i}", $" label {i % 10}"))];

        Assert.IsType<SoftmaxModel>(ToyExamples.Begin(all[..24], s_options, all[24..]).Finish());
        Assert.IsType<NearestExampleModel>(Train(all[..24], s_options));
    }

    [Fact]
    public void OneExampleIsEnough()
        => Assert.Equal(" yes", Train([new("a", " yes")], s_options).Predict("b").Completion);

    [Fact]
    public void NoExampleIsAnError()
        => Assert.Equal("EmptyInput", Assert.Throws<KnownFailure>(() => Train([], s_options)).ErrorId);

    [Theory]
    [InlineData("")]
    [InlineData("zzzz qqqq 1!")]
    [InlineData("\uD800 half a pair")]
    public void UnknownTextGetsTheMostFrequentAnswer(string prompt)
    {
        TrainingExample[] examples =
            [.. ToyExamples.Teams(30), .. Enumerable.Repeat(new TrainingExample("my receipt", " billing"), 30)];
        Prediction answer = Train(examples, s_options).Predict(prompt);
        Assert.Equal(" billing", answer.Completion);
        Assert.InRange(answer.Probability, 0.34, 0.99);
        Assert.Equal(1, answer.Candidates.Sum(other => other.Probability), 4);
    }

    [Fact]
    public void LearnsOnFromAnEarlierModel()
    {
        TrainingExample[] more = [.. Enumerable.Repeat(new TrainingExample("where is the parcel", " logistics"), 10)];
        BaselineModel earlier = Train(ToyExamples.Teams(60), s_options);
        BaselineModel model = ToyExamples.Begin(more, s_options, earlier: earlier).Finish();
        Assert.Equal(" logistics", model.Predict("a parcel").Completion);
        Assert.Equal(" support", model.Predict("it shows an error, a crash and freezes").Completion);
        Assert.Equal(70, Assert.IsType<SoftmaxModel>(model).Space.Documents);
    }

    [Fact]
    public void RefusesToLearnOnFromTheOtherKind()
    {
        BaselineModel lookUp = Train(ToyExamples.Answers, s_options);
        KnownFailure refusal = Assert.Throws<KnownFailure>(
            () => ToyExamples.Begin(ToyExamples.Teams(30), s_options, earlier: lookUp));
        Assert.Equal("BaseModelMismatch", refusal.ErrorId);
    }

    private static BaselineModel Train(TrainingExample[] examples, TrainingOptions options, long seed = 42)
        => ToyExamples.Begin(examples, options, seed: seed).Finish();
}
