using OpenAIFineTune.Engine.Baseline;
using OpenAIFineTune.Engine.Learning;
using OpenAIFineTune.Protocol.Examples;

namespace OpenAIFineTune.Tests.Engine.Baseline;

/// <summary>Small sets that a learner must master.</summary>
internal static class ToyExamples
{
    private static readonly string[] s_bills = ["invoice", "refund", "payment", "charged", "receipt"];
    private static readonly string[] s_faults = ["crash", "error", "freezes", "broken", "timeout"];
    private static readonly string[] s_praise = ["thanks", "great", "love", "wonderful", "happy"];

    /// <summary>Three teams, told apart by one word in each sentence.</summary>
    public static TrainingExample[] Teams(int count, int seed = 1)
    {
        Random random = new(seed);
        string[][] words = [s_bills, s_faults, s_praise];
        string[] teams = [" billing", " support", " feedback"];
        return
        [
            .. Enumerable.Range(0, count).Select(i => new TrainingExample(
                $"Hello team {random.Next(1000)}, the {words[i % 3][random.Next(5)]} of my order {random.Next(1000)}",
                teams[i % 3])),
        ];
    }

    /// <summary>Questions that have each an answer of its own.</summary>
    public static TrainingExample[] Answers { get; } =
    [
        new("How do I reset my password?", " Open Settings and choose Reset password."),
        new("Where is my parcel now?", " Follow the number in your order mail."),
        new("Can I pay by bank transfer?", " Yes, choose transfer at the checkout."),
        new("배송은 얼마나 걸리나요?", " 보통 이틀이 걸립니다."),
    ];

    /// <summary>A training of the learner that an engine would be given.</summary>
    public static ITraining Begin(
        IEnumerable<TrainingExample> train,
        TrainingOptions options,
        IEnumerable<TrainingExample>? validation = null,
        Stream? state = null,
        BaselineModel? earlier = null,
        long seed = 42)
    {
        TrainingTask task = new("local-baseline", Lines(train), Lines(validation ?? []), options.AddTo([]), seed)
        {
            State = state,
            Earlier = earlier is null ? null : new MemoryStream(Bytes(earlier)),
        };
        return new BaselineLearner().Begin(task, CancellationToken.None);
    }

    /// <summary>Trains to the end.</summary>
    public static BaselineModel Finish(
        this ITraining training, Action<TrainingStep>? onStep = null, Action? onEpoch = null)
    {
        while (!training.IsDone)
        {
            training.Advance(onStep ?? (_ => { }), CancellationToken.None);
            onEpoch?.Invoke();
        }

        return (BaselineModel)training.Model;
    }

    private static IEnumerable<TrainingLine> Lines(IEnumerable<TrainingExample> examples) => examples.Select(
        example => new TrainingLine([new Turn("user", example.Prompt), new Turn("assistant", example.Completion)]));

    public static byte[] Bytes(BaselineModel model)
    {
        using MemoryStream stream = new();
        model.Save(stream);
        return stream.ToArray();
    }
}
