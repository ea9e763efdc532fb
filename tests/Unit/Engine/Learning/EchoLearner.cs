using System.Text;
using OpenAIFineTune.Engine.Learning;
using OpenAIFineTune.Protocol.Examples;

namespace OpenAIFineTune.Tests.Engine.Learning;

/// <summary>A learner that keeps its last example, and answers with it and all that it is told, word by word.</summary>
internal sealed class EchoLearner : ILearner
{
    public string Name => "echo";

    public IReadOnlyList<string> Bases => ["echo-base"];

    public bool Knows(string baseModel) => baseModel.StartsWith("echo-", StringComparison.Ordinal);

    public ITraining Begin(TrainingTask task, CancellationToken cancellation)
    {
        string earlier = task.Earlier is null ? "" : Read(task.Earlier);
        string learned = task.Training.Select(line => line.LastAnswer().Answer.Text.Trim()).Last();
        return new Training(new Model(earlier + learned))
        {
            Options = new TrainingOptions(2, 1, 1).With(task.Hyperparameters),
            Epoch = task.State is null ? 0 : int.Parse(Read(task.State)),
        };
    }

    public ILearnedModel Load(Stream model) => new Model(Read(model));

    private static string Read(Stream stream) => new StreamReader(stream).ReadToEnd();

    private sealed class Training(Model model) : ITraining
    {
        public required TrainingOptions Options { get; init; }

        public long TrainedTokens => 7;

        public int Epoch { get; set; }

        public bool IsDone => Epoch == Options.Epochs;

        public ILearnedModel Model => model;

        public void Advance(Action<TrainingStep> onStep, CancellationToken cancellation)
        {
            Epoch++;
            onStep(new TrainingStep(Epoch, Options.Epochs, Epoch, 1.0 / Epoch, 0, null, null) { IsEpochEnd = true });
        }

        public void SaveState(Stream stream) => stream.Write(Encoding.UTF8.GetBytes($"{Epoch}"));
    }

    private sealed class Model(string learned) : ILearnedModel
    {
        public string Fingerprint => "echo";

        public IEnumerable<IEnumerable<AnswerToken>> Answer(Conversation asked, SamplingOptions options)
            => Enumerable.Range(0, options.Count).Select(_ => Split(learned + string.Concat(
                    asked.Turns.Select(turn => $" {turn.Role} {turn.Text}")))
                .Select(word => new AnswerToken(word, 0, []))
                .Append(AnswerToken.End(isCut: false)));

        public int CountTokens(Conversation asked) => asked.Turns.Sum(turn => Split(turn.Text).Count);

        public IReadOnlyList<string> Split(string text)
            => [.. text.Split(' ').Select((word, index) => index == 0 ? word : " " + word)];

        public void Save(Stream stream) => stream.Write(Encoding.UTF8.GetBytes(learned));
    }
}
