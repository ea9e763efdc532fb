namespace OpenAIFineTune.Engine.Jobs;

/// <summary>A fault in what the caller gave, which fails the job with the protocol's code.</summary>
internal sealed class JobFailure : Exception
{
    public JobFailure(string code, string message, string param)
        : base(message)
    {
        Code = code;
        Param = param;
    }

    public string Code { get; }

    public string Param { get; }
}
