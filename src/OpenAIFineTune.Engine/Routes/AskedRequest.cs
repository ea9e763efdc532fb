using OpenAIFineTune.Engine.Learning;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>A request for answers: what all endpoints have in common of it.</summary>
/// <param name="Arguments">What it says.</param>
/// <param name="ModelName">The model that it asks.</param>
internal sealed record AskedRequest(Arguments Arguments, string ModelName)
{
    /// <summary>True for a response in pieces, as the answers are written.</summary>
    public bool IsStreamed => Arguments.Flag("stream");

    public static async Task<AskedRequest> ReadAsync(ProtocolRequest request, CancellationToken cancellation)
    {
        Arguments arguments = await request.ReadArgumentsAsync(cancellation).ConfigureAwait(false);
        AnswerArguments.Check(arguments);
        string model = request.Captures.Count > 0 ? request.Id : arguments.RequiredText("model");
        return new AskedRequest(arguments, model);
    }
}
