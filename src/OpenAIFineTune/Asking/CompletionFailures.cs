namespace OpenAIFineTune.Asking;

/// <summary>Tells the failure of one prompt from one that every further prompt would meet as well.</summary>
internal static class CompletionFailures
{
    public static bool EndTheRun(Exception failure) => failure is FineTuneException
    {
        ErrorId: "NotConnected" or "ApiKeyMissing" or "AuthenticationFailed" or "QuotaExceeded" or "InvalidSetting"
            or "OutputFailed",
    };
}
