namespace OpenAIFineTune.Streams;

/// <summary>The one path that a file has, whatever links lead to it.</summary>
internal static class RealPath
{
    // As many as systems follow; more of them lead in a circle.
    private const int MostLinks = 40;

    /// <summary>True when both paths lead to the same place, whether or not anything is there.</summary>
    public static bool AreSame(string one, string other)
        => string.Equals(
            Of(one), Of(other),
            OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

    /// <summary>The path without links, in its folders as well as at its end.</summary>
    public static string Of(string path) => Of(Path.GetFullPath(path), MostLinks);

    private static string Of(string path, int linksLeft)
    {
        if (Path.GetDirectoryName(path) is not string folder)
        {
            return path;
        }

        string realFolder = Of(folder, linksLeft);
        string here = Path.Combine(realFolder, Path.GetFileName(path));
        return linksLeft > 0 && new FileInfo(here).LinkTarget is string target
            ? Of(Path.GetFullPath(target, realFolder), linksLeft - 1) : here;
    }
}
