using System.Management.Automation;

namespace OpenAIFineTune.Pipeline;

/// <summary>Turns exceptions into error records with stable ids, which scripts rely on.</summary>
internal static class Errors
{
    /// <summary>An error about <paramref name="target"/>, which is what the caller passed and never a secret.</summary>
    public static ErrorRecord From(Exception failure, object? target) => failure switch
    {
        FineTuneException known => Create(known, known.ErrorId, CategoryOf(known.ErrorId), known.Target ?? target, known.Advice),
        TimeoutException => Create(failure, "RequestTimedOut", ErrorCategory.OperationTimeout, target),
        HttpRequestException => Create(failure, "ConnectionFailed", ErrorCategory.ConnectionError, target),
        UnauthorizedAccessException => Create(failure, "AccessDenied", ErrorCategory.PermissionDenied, target),
        IOException => Create(failure, "FileAccessFailed", ErrorCategory.ReadError, target),
        _ => Create(failure, "UnexpectedFailure", ErrorCategory.NotSpecified, target),
    };

    /// <summary>True for exceptions that PowerShell uses to end a pipeline, which must never be caught.</summary>
    public static bool IsPipelineControl(Exception e)
        => e is PipelineStoppedException or FlowControlException or OperationCanceledException;

    private static ErrorRecord Create(
        Exception failure, string id, ErrorCategory category, object? target, string? advice = null)
    {
        ErrorRecord record = new(failure, id, category, target);
        if (advice is not null)
        {
            record.ErrorDetails = new ErrorDetails(failure.Message) { RecommendedAction = advice };
        }

        return record;
    }

    private static ErrorCategory CategoryOf(string errorId) => errorId switch
    {
        "ApiKeyMissing" or "NotConnected" or "AuthenticationFailed" => ErrorCategory.AuthenticationError,
        "PermissionDenied" or "TrainingNotAvailable" or "RemoteAddressRefused" => ErrorCategory.PermissionDenied,
        "NotFound" or "PathNotFound" => ErrorCategory.ObjectNotFound,
        "RequestRejected" or "PathNotFileSystem" or "InvalidSetting" => ErrorCategory.InvalidArgument,
        "PathIsFolder" or "UnknownFormat" or "InvalidDelimiter" or "WorksheetNotFound" => ErrorCategory.InvalidArgument,
        "RateLimited" or "QuotaExceeded" => ErrorCategory.LimitsExceeded,
        "ServerFailed" or "PortUnavailable" => ErrorCategory.ResourceUnavailable,
        "ConnectionFailed" => ErrorCategory.ConnectionError,
        "RequestTimedOut" or "WaitTimedOut" => ErrorCategory.OperationTimeout,
        "FineTuneFailed" or "FileRejected" => ErrorCategory.InvalidResult,
        "InvalidExample" or "EmptyInput" or "ColumnNotFound" => ErrorCategory.InvalidData,
        "RaggedRow" or "InvalidEncoding" or "InvalidHeader"
            or "InvalidJson" or "InvalidWorkbook" or "InvalidArchive" or "InvalidTemplate" => ErrorCategory.InvalidData,
        "FieldTooLong" or "WorkbookTooLarge" => ErrorCategory.LimitsExceeded,
        "InputChanged" or "FileAccessFailed" => ErrorCategory.ReadError,
        "AccessDenied" => ErrorCategory.PermissionDenied,
        "FileExists" => ErrorCategory.ResourceExists,
        "AddressInvalid" or "AddressMissing" or "HeaderInvalid" => ErrorCategory.InvalidArgument,
        "InsecureAddress" or "RedirectRefused" => ErrorCategory.SecurityError,
        "FileChanged" => ErrorCategory.ReadError,
        _ => ErrorCategory.InvalidOperation,
    };
}
