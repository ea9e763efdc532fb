using System.Security.Cryptography;
using OpenAIFineTune.Api.Transport;
using OpenAIFineTune.Streams;

namespace OpenAIFineTune.Api.Jobs;

/// <summary>
/// A hash of everything that decides what a job makes: the bytes of the data, the model and the settings. Two runs
/// with the same fingerprint would pay twice for the same model.
/// </summary>
internal static class JobFingerprint
{
    /// <summary>The fingerprint of a job on this data.</summary>
    public static async Task<string> ComputeAsync(
        CreateJobRequest request, TrainingData training, TrainingData? validation, CancellationToken cancellation)
    {
        // Neither notes nor reports change the model.
        CreateJobRequest deciding =
            request with { Metadata = new Dictionary<string, string>(), WeightsAndBiases = null };
        JsonObject settings = deciding.ToJson();
        settings["training_file"] = await IdentityAsync(training, cancellation).ConfigureAwait(false);
        settings["validation_file"] = validation is null
            ? null : await IdentityAsync(validation, cancellation).ConfigureAwait(false);
        byte[] text = Encoding.UTF8.GetBytes(settings.ToJsonString(WireJson.Options));
        return Convert.ToHexString(SHA256.HashData(text)).ToLowerInvariant();
    }

    private static async Task<string> IdentityAsync(TrainingData data, CancellationToken cancellation)
    {
        if (data.Path is null)
        {
            return data.FileId!;
        }

        using FileStream file = InputFile.Open(
            data.Path, new FileStreamOptions { Options = FileOptions.Asynchronous, BufferSize = 1 << 16 });
        return Convert.ToHexString(await SHA256.HashDataAsync(file, cancellation).ConfigureAwait(false));
    }
}
