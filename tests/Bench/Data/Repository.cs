namespace OpenAIFineTune.Bench;

/// <summary>The checkout that is measured.</summary>
internal static class Repository
{
    /// <summary>The manifest of the built module.</summary>
    public static string Manifest { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder)
    {
        string manifest = Path.Combine(folder, "OpenAIFineTune.psd1");
        return File.Exists(manifest)
            ? manifest
            : Find(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("OpenAIFineTune.psd1"));
    }
}
