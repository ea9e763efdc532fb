namespace OpenAIFineTune.Engine.Baseline;

/// <summary>
/// A training after a whole number of epochs, from which it can go on, in another process too, and end with the same
/// model as if it had never stopped.
/// </summary>
/// <param name="Epoch">How many epochs are done.</param>
/// <param name="Model">The model as it stands; the training goes on changing it once the callback returns.</param>
/// <param name="Squares">The optimizer's memory; empty for a model that has none.</param>
internal sealed record TrainingState(int Epoch, BaselineModel Model, float[] Squares)
{
    private const int Magic = 0x5453_4654; // "TFST" in the file

    public static TrainingState Load(Stream stream)
    {
        ModelReader reader = new(stream);
        if (reader.ReadInt() != Magic)
        {
            throw reader.Corrupt("it is not a training state of the local engine");
        }

        int epoch = reader.ReadCount(int.MaxValue);
        BaselineModel model = BaselineModel.ReadFrom(reader);
        float[] squares = reader.ReadFloats(SoftmaxModel.MaxStoredWeights);
        reader.VerifyChecksum();
        return squares.Length == ((model as SoftmaxModel)?.Weights.Length ?? 0)
            ? new TrainingState(epoch, model, squares) : throw reader.Corrupt("its parts do not fit together");
    }

    public void Save(Stream stream)
    {
        ModelWriter writer = new(stream);
        writer.Write(Magic);
        writer.Write(Epoch);
        Model.WriteTo(writer);
        writer.Write(Squares);
        writer.WriteChecksum();
    }
}
