using OpenAIFineTune.Engine.Store;

namespace OpenAIFineTune.Engine.Jobs;

/// <summary>A fault in what the caller gave, which fails the job with the protocol's code.</summary>
internal sealed class JobFailure(string code, string message, string param) : Exception(message)
{
    public JobFault Fault { get; } = new(code, message, param);
}
