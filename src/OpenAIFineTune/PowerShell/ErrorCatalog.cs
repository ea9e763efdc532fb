using System.Management.Automation;

namespace OpenAIFineTune.PowerShell;

/// <summary>Every error id with its category; about_OpenAIFineTune_Errors says what to do about each.</summary>
internal static class ErrorCatalog
{
    private static readonly Dictionary<string, ErrorCategory> s_categories = new(StringComparer.Ordinal)
    {
        ["AccessDenied"] = ErrorCategory.PermissionDenied,
        ["AddressInvalid"] = ErrorCategory.InvalidArgument,
        ["AddressMissing"] = ErrorCategory.InvalidArgument,
        ["AnswerTooLong"] = ErrorCategory.LimitsExceeded,
        ["ApiKeyMissing"] = ErrorCategory.AuthenticationError,
        ["ArchiveTooLarge"] = ErrorCategory.LimitsExceeded,
        ["AuthenticationFailed"] = ErrorCategory.AuthenticationError,
        ["BaseModelMismatch"] = ErrorCategory.InvalidArgument,
        ["ColumnNotFound"] = ErrorCategory.InvalidData,
        ["ConnectionFailed"] = ErrorCategory.ConnectionError,
        ["CreateOutcomeUnknown"] = ErrorCategory.InvalidResult,
        ["EmptyInput"] = ErrorCategory.InvalidData,
        ["FieldTooLong"] = ErrorCategory.LimitsExceeded,
        ["FileAccessFailed"] = ErrorCategory.ReadError,
        ["FileChanged"] = ErrorCategory.ReadError,
        ["FileExists"] = ErrorCategory.ResourceExists,
        ["FileNameRefused"] = ErrorCategory.SecurityError,
        ["FileRejected"] = ErrorCategory.InvalidResult,
        ["FineTuneFailed"] = ErrorCategory.InvalidResult,
        ["HeaderInvalid"] = ErrorCategory.InvalidArgument,
        ["InputChanged"] = ErrorCategory.ReadError,
        ["InsecureAddress"] = ErrorCategory.SecurityError,
        ["InvalidAnswer"] = ErrorCategory.InvalidResult,
        ["InvalidArchive"] = ErrorCategory.InvalidData,
        ["InvalidDelimiter"] = ErrorCategory.InvalidArgument,
        ["InvalidEncoding"] = ErrorCategory.InvalidData,
        ["InvalidExample"] = ErrorCategory.InvalidData,
        ["InvalidHeader"] = ErrorCategory.InvalidData,
        ["InvalidJson"] = ErrorCategory.InvalidData,
        ["InvalidSetting"] = ErrorCategory.InvalidArgument,
        ["InvalidTemplate"] = ErrorCategory.InvalidData,
        ["InvalidWorkbook"] = ErrorCategory.InvalidData,
        ["JobInSubmission"] = ErrorCategory.ResourceBusy,
        ["ModelFileCorrupt"] = ErrorCategory.InvalidData,
        ["ModelNotReady"] = ErrorCategory.InvalidArgument,
        ["NotConnected"] = ErrorCategory.AuthenticationError,
        ["NotFineTuned"] = ErrorCategory.InvalidArgument,
        ["NotFound"] = ErrorCategory.ObjectNotFound,
        ["NotTrainingData"] = ErrorCategory.InvalidArgument,
        ["NothingToLearn"] = ErrorCategory.InvalidData,
        ["OutputFailed"] = ErrorCategory.WriteError,
        ["OutputIsInput"] = ErrorCategory.InvalidArgument,
        ["PathIsFolder"] = ErrorCategory.InvalidArgument,
        ["PathNotFileSystem"] = ErrorCategory.InvalidArgument,
        ["PathNotFound"] = ErrorCategory.ObjectNotFound,
        ["PathNotRegular"] = ErrorCategory.InvalidArgument,
        ["PermissionDenied"] = ErrorCategory.PermissionDenied,
        ["PortUnavailable"] = ErrorCategory.ResourceUnavailable,
        ["QuotaExceeded"] = ErrorCategory.LimitsExceeded,
        ["RaggedRow"] = ErrorCategory.InvalidData,
        ["RateLimited"] = ErrorCategory.LimitsExceeded,
        ["RedirectRefused"] = ErrorCategory.SecurityError,
        ["RemoteAddressRefused"] = ErrorCategory.PermissionDenied,
        ["RequestRejected"] = ErrorCategory.InvalidArgument,
        ["RequestTimedOut"] = ErrorCategory.OperationTimeout,
        ["ResultNotReady"] = ErrorCategory.InvalidOperation,
        ["ServerFailed"] = ErrorCategory.ResourceUnavailable,
        ["StateFolderNewer"] = ErrorCategory.InvalidOperation,
        ["StateFolderUnsafe"] = ErrorCategory.SecurityError,
        ["StateRecordDamaged"] = ErrorCategory.InvalidData,
        ["StoredFileDamaged"] = ErrorCategory.InvalidData,
        ["StreamBroken"] = ErrorCategory.ConnectionError,
        ["TrainingDiverged"] = ErrorCategory.InvalidResult,
        ["TrainingNotAvailable"] = ErrorCategory.PermissionDenied,
        ["UnexpectedFailure"] = ErrorCategory.NotSpecified,
        ["UnknownFormat"] = ErrorCategory.InvalidArgument,
        ["UploadOutcomeUnknown"] = ErrorCategory.InvalidResult,
        ["ValidationFileMissing"] = ErrorCategory.InvalidArgument,
        ["WaitTimedOut"] = ErrorCategory.OperationTimeout,
        ["WorkbookTooLarge"] = ErrorCategory.LimitsExceeded,
        ["WorksheetNotFound"] = ErrorCategory.InvalidArgument,
    };

    /// <summary>All the ids.</summary>
    public static IReadOnlyCollection<string> Ids => s_categories.Keys;

    /// <summary>The category of an error; an id that is not listed has none, which a test refuses.</summary>
    public static ErrorCategory CategoryOf(string errorId) => s_categories.GetValueOrDefault(errorId);
}
