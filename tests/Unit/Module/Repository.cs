namespace OpenAIFineTune.Tests.Module;

/// <summary>The checkout that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static string File(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot(string folder)
        => System.IO.File.Exists(Path.Combine(folder, "OpenAIFineTune.psd1"))
            ? folder
            : FindRoot(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("OpenAIFineTune.psd1"));
}
