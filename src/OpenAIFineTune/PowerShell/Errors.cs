using System.Management.Automation;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.PowerShell;

/// <summary>Turns exceptions into error records with stable ids, which scripts rely on.</summary>
internal static class Errors
{
    /// <summary>An error about <paramref name="target"/>, which is what the caller passed and never a secret.</summary>
    public static ErrorRecord From(Exception failure, object? target) => failure switch
    {
        FineTuneException known => Create(known, known.ErrorId, known.Target ?? target, known.Advice),
        KnownFailure local => From(Public(local), target),
        TimeoutException => Create(failure, "RequestTimedOut", target),
        HttpRequestException => Create(failure, "ConnectionFailed", target),
        UnauthorizedAccessException => Create(failure, "AccessDenied", target),
        IOException => Create(failure, "FileAccessFailed", target),
        _ => Create(failure, "UnexpectedFailure", target),
    };

    /// <summary>True for exceptions that PowerShell uses to end a pipeline, which must never be caught.</summary>
    public static bool IsPipelineControl(Exception e)
        => e is PipelineStoppedException or FlowControlException or OperationCanceledException;

    // The one exception that scripts know by its type.
    private static FineTuneException Public(KnownFailure local)
        => new(local.ErrorId, local.Message, local) { Target = local.Target, Advice = local.Advice };

    private static ErrorRecord Create(Exception failure, string id, object? target, string? advice = null)
    {
        ErrorRecord record = new(failure, id, ErrorCatalog.CategoryOf(id), target);
        string message = TerminalText.Of(failure.Message);
        if (advice is not null || message != failure.Message)
        {
            record.ErrorDetails = new ErrorDetails(message) { RecommendedAction = TerminalText.Of(advice ?? "") };
        }

        record.CategoryInfo.TargetName = TerminalText.Of(record.CategoryInfo.TargetName);
        return record;
    }
}
