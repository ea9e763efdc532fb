namespace OpenAIFineTune.Protocol.Files;

/// <summary>Tells a file that somebody else holds open from one that can't be opened at all.</summary>
internal static class HeldFile
{
    private const int WindowsSharingViolation = 32;
    private const int WindowsLockViolation = 33;
    private const int LinuxWouldBlock = 11;
    private const int BsdWouldBlock = 35;

    /// <summary>True when the failure only says that the file is in use; any other is not cured by waiting.</summary>
    public static bool Is(IOException failure) => OperatingSystem.IsWindows()
        ? (failure.HResult & 0xFFFF) is WindowsSharingViolation or WindowsLockViolation
        : failure.HResult == (OperatingSystem.IsLinux() ? LinuxWouldBlock : BsdWouldBlock);
}
