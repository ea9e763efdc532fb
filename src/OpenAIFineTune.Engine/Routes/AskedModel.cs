using OpenAIFineTune.Engine.Baseline;
using OpenAIFineTune.Engine.Store;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>Finds the model that a request asks.</summary>
internal static class AskedModel
{
    public static BaselineModel Load(EngineStores stores, string name)
    {
        if (ModelNames.IsBase(name))
        {
            throw RequestFailure.Invalid(
                "model",
                $"The base model '{name}' has learned nothing yet. Ask a model that was fine-tuned from it.",
                "model_not_trained");
        }

        StoredModel model = stores.Models.Find(name) ?? throw RequestFailure.UnknownModel(name);
        try
        {
            return stores.Learned.Load(model);
        }
        catch (FileNotFoundException)
        {
            // Another process deleted it just now.
            throw RequestFailure.UnknownModel(name);
        }
    }
}
