using OpenAIFineTune.Engine.Baseline;
using OpenAIFineTune.Engine.Inference;

namespace OpenAIFineTune.Tests.Engine.Inference;

public sealed class AnswerBatchTests
{
    [Fact]
    public void Nobody_works_on_for_a_client_that_has_left()
    {
        using CancellationTokenSource left = new();
        LeftModel model = new(left, answers: 3);
        string[] prompts = [.. Enumerable.Repeat("a", 100)];

        _ = Assert.Throws<OperationCanceledException>(
            () => AnswerBatch.Make(model, prompts, new SamplingOptions { Count = 2 }, left.Token));

        Assert.Equal(3, model.Asked);
    }

    /// <summary>A model whose client leaves after so many answers.</summary>
    private sealed class LeftModel(CancellationTokenSource left, int answers) : BaselineModel
    {
        public int Asked { get; private set; }

        public override int ExampleCount => 1;

        public override bool IsNearestExample => false;

        public override Prediction Predict(string prompt)
        {
            Asked++;
            if (Asked == answers)
            {
                left.Cancel();
            }

            return new Prediction("yes", 1, [("yes", 1)], IsNearestExample: false);
        }

        protected override void WriteBody(ModelWriter writer) => throw new NotSupportedException();
    }
}
