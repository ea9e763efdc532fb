using OpenAIFineTune.Local.Http;
using OpenAIFineTune.Local.Learning;
using OpenAIFineTune.Local.Store;

namespace OpenAIFineTune.Local.Routes;

/// <summary>Finds the model that a request asks.</summary>
internal static class AskedModel
{
    public static BaselineModel Load(LocalStores stores, string name)
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
