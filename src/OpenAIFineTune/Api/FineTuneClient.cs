using OpenAIFineTune.Api.Completions;
using OpenAIFineTune.Api.Jobs;
using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api;

/// <summary>The calls of a fine-tuning service, one small client for each resource, over one transport.</summary>
internal sealed class FineTuneClient
{
    public FineTuneClient(FineTuneConnection connection, TimeProvider? time = null, ITransportLog? log = null)
    {
        Connection = connection;
        Time = time ?? TimeProvider.System;
        Transport = new ApiTransport(connection, Time, log);
        Completions = new CompletionsClient(this);
        Files = new FilesClient(this);
        Jobs = new JobsClient(this);
        Models = new ModelsClient(this);
        PromptFormats = new PromptFormats(this);
    }

    public FineTuneConnection Connection { get; }

    public TimeProvider Time { get; }

    public ApiTransport Transport { get; }

    public CompletionsClient Completions { get; }

    public FilesClient Files { get; }

    public JobsClient Jobs { get; }

    public ModelsClient Models { get; }

    public PromptFormats PromptFormats { get; }
}
