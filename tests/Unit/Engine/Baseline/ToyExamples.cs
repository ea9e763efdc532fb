using OpenAIFineTune.Engine.Baseline;

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

    public static byte[] Bytes(BaselineModel model)
    {
        using MemoryStream stream = new();
        model.Save(stream);
        return stream.ToArray();
    }
}
