using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api;

/// <summary>The calls of a fine-tuning service, one small client for each resource, over one transport.</summary>
internal sealed class FineTuneClient
{
    public FineTuneClient(FineTuneConnection connection, TimeProvider? time = null)
    {
        Connection = connection;
        Transport = new ApiTransport(connection, time ?? TimeProvider.System);
        Files = new FilesClient(this);
    }

    public FineTuneConnection Connection { get; }

    public ApiTransport Transport { get; }

    public FilesClient Files { get; }
}
