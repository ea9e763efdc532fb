using System.Management.Automation;

namespace OpenAIFineTune.PowerShell;

/// <summary>Every error id with its category; about_OpenAIFineTune_Errors says what to do about each.</summary>
internal static class ErrorCatalog
{
    private static readonly Dictionary<string, ErrorCategory> s_categories = new (ErrorCategory Kind, string[] Ids)[]
    {
        (ErrorCategory.AuthenticationError, ["ApiKeyMissing", "AuthenticationFailed", "NotConnected"]),
        (ErrorCategory.ConnectionError, ["ConnectionFailed", "StreamBroken"]),
        (ErrorCategory.InvalidArgument,
        [
            "AddressInvalid", "AddressMissing", "BaseModelMismatch", "HeaderInvalid", "InvalidDelimiter",
            "InvalidSetting", "ModelNotReady", "NotFineTuned", "NotTrainingData", "OutputIsInput", "PathIsFolder",
            "PathNotFileSystem", "PathNotRegular", "RequestRejected", "UnknownFormat", "ValidationFileMissing",
            "WorksheetNotFound",
        ]),
        (ErrorCategory.InvalidData,
        [
            "ColumnNotFound", "EmptyInput", "InvalidArchive", "InvalidEncoding", "InvalidExample", "InvalidHeader",
            "InvalidJson", "InvalidTemplate", "InvalidWorkbook", "ModelFileCorrupt", "NothingToLearn", "RaggedRow",
            "StateRecordDamaged", "StoredFileDamaged",
        ]),
        (ErrorCategory.InvalidOperation, ["ResultNotReady", "StateFolderNewer"]),
        (ErrorCategory.InvalidResult,
        [
            "CreateOutcomeUnknown", "FileRejected", "FineTuneFailed", "InvalidAnswer", "TrainingDiverged",
            "UploadOutcomeUnknown",
        ]),
        (ErrorCategory.LimitsExceeded,
            ["AnswerTooLong", "ArchiveTooLarge", "FieldTooLong", "QuotaExceeded", "RateLimited", "WorkbookTooLarge"]),
        (ErrorCategory.NotSpecified, ["UnexpectedFailure"]),
        (ErrorCategory.ObjectNotFound, ["NotFound", "PathNotFound"]),
        (ErrorCategory.OperationTimeout, ["RequestTimedOut", "WaitTimedOut"]),
        (ErrorCategory.PermissionDenied,
            ["AccessDenied", "PermissionDenied", "RemoteAddressRefused", "TrainingNotAvailable"]),
        (ErrorCategory.ReadError, ["FileAccessFailed", "FileChanged", "InputChanged"]),
        (ErrorCategory.ResourceBusy, ["JobInSubmission"]),
        (ErrorCategory.ResourceExists, ["FileExists"]),
        (ErrorCategory.ResourceUnavailable, ["PortUnavailable", "ServerFailed"]),
        (ErrorCategory.SecurityError, ["FileNameRefused", "InsecureAddress", "RedirectRefused", "StateFolderUnsafe"]),
        (ErrorCategory.WriteError, ["OutputFailed"]),
    }.SelectMany(group => group.Ids.Select(id => (id, group.Kind))).ToDictionary(StringComparer.Ordinal);

    /// <summary>All the ids.</summary>
    public static IReadOnlyCollection<string> Ids => s_categories.Keys;

    /// <summary>The category of an error; an id that is not listed has none, which a test refuses.</summary>
    public static ErrorCategory CategoryOf(string errorId) => s_categories.GetValueOrDefault(errorId);
}
