using System.Management.Automation;

namespace OpenAIFineTune.PowerShell;

/// <summary>Turns PowerShell paths into file-system paths; on the pipeline thread only.</summary>
internal static class PathResolver
{
    /// <summary>The files that a path names; with wildcards, all that match.</summary>
    public static IReadOnlyList<string> Files(PSCmdlet cmdlet, string path, bool isLiteral)
    {
        IReadOnlyList<string> found = Resolve(cmdlet, path, isLiteral);
        string? folder = found.FirstOrDefault(Directory.Exists);
        if (folder is not null)
        {
            throw new FineTuneException("PathIsFolder", $"'{folder}' is a folder; a file is needed.") { Target = path };
        }

        return found.All(File.Exists) && found.Count > 0 ? found : throw NotFound(path);
    }

    /// <summary>Where an output goes; it need not exist.</summary>
    public static string Literal(PSCmdlet cmdlet, string path) => Resolve(cmdlet, path, isLiteral: true)[0];

    private static IReadOnlyList<string> Resolve(PSCmdlet cmdlet, string path, bool isLiteral)
    {
        try
        {
            ProviderInfo provider;
            IReadOnlyList<string> found = isLiteral
                ? [cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _)]
                : cmdlet.GetResolvedProviderPathFromPSPath(path, out provider);
            return provider.Name == "FileSystem" ? found : throw new FineTuneException(
                "PathNotFileSystem", $"'{path}' is a path of {provider.Name}, not of a file.") { Target = path };
        }
        catch (ItemNotFoundException)
        {
            throw NotFound(path);
        }
        catch (Exception e) when (e is SessionStateException or PSArgumentException or NotSupportedException)
        {
            throw new FineTuneException(
                "PathNotFound", $"'{path}' is no path here: there is no such drive or provider.") { Target = path };
        }
    }

    private static FineTuneException NotFound(string path)
        => new("PathNotFound", $"There is no file '{path}'.") { Target = path };
}
