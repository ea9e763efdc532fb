using System.Runtime.InteropServices;

namespace OpenAIFineTune.Tests.Streams;

/// <summary>While it lasts, new files of this process are everybody's unless they say otherwise.</summary>
internal sealed class OpenMask : IDisposable
{
    private readonly int _before = SetMask(0);

    public void Dispose() => _ = SetMask(_before);

    [DllImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetMask(int mask);
}
