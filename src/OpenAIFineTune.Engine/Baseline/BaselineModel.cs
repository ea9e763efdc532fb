using OpenAIFineTune.Engine.Learning;
using OpenAIFineTune.Protocol.Examples;

namespace OpenAIFineTune.Engine.Baseline;

/// <summary>What <c>local-baseline</c> becomes by training. Safe to use from several threads.</summary>
internal abstract class BaselineModel : ILearnedModel
{
    private const int Magic = 0x4C42_4654; // "TFBL" in the file
    private const int Version = 1;

    /// <summary>How many completions a prediction lists, as many as top_logprobs may ask.</summary>
    protected const int AlternativeCount = 20;

    public abstract string Fingerprint { get; }

    public static BaselineModel Load(Stream stream)
    {
        ModelReader reader = new(stream);
        BaselineModel model = ReadFrom(reader);
        reader.VerifyChecksum();
        return model;
    }

    public abstract Prediction Predict(string prompt);

    public IEnumerable<IEnumerable<AnswerToken>> Answer(Conversation asked, SamplingOptions options)
        => PredictionWriter.Write(Predict(TrainingExample.QuestionOf(asked)), options);

    public int CountTokens(Conversation asked) => asked.Turns.Sum(turn => Tokenizer.Count(turn.Text));

    public IReadOnlyList<string> Split(string text) => Tokenizer.Split(text);

    public void Save(Stream stream)
    {
        ModelWriter writer = new(stream);
        WriteTo(writer);
        writer.WriteChecksum();
    }

    internal static BaselineModel ReadFrom(ModelReader reader)
    {
        if (reader.ReadInt() != Magic)
        {
            throw reader.Corrupt("it is not a model of the local engine");
        }

        int version = reader.ReadInt();
        return (version, reader.ReadInt()) switch
        {
            (Version, 0) => SoftmaxModel.ReadBody(reader),
            (Version, 1) => NearestExampleModel.ReadBody(reader),
            _ => throw reader.Corrupt($"it is of version {version}, and this module reads version {Version}"),
        };
    }

    internal void WriteTo(ModelWriter writer)
    {
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write(this is NearestExampleModel ? 1 : 0);
        WriteBody(writer);
    }

    protected abstract void WriteBody(ModelWriter writer);
}
