using System.Management.Automation;

namespace OpenAIFineTune.PowerShell;

/// <summary>Turns PowerShell paths into file-system paths; on the pipeline thread only.</summary>
internal static class PathResolver
{
    /// <summary>The files that a path names; with wildcards, all that match.</summary>
    public static IReadOnlyList<string> Files(PSCmdlet cmdlet, string path, bool isLiteral)
    {
        IReadOnlyList<string> found = isLiteral ? [Literal(cmdlet, path)] : Matches(cmdlet, path);
        string? folder = found.FirstOrDefault(Directory.Exists);
        if (folder is not null)
        {
            throw new FineTuneException("PathIsFolder", $"'{folder}' is a folder; a file is needed.") { Target = path };
        }

        return found.All(File.Exists) && found.Count > 0 ? found : throw NotFound(path);
    }

    /// <summary>Where an output goes; it need not exist.</summary>
    public static string Literal(PSCmdlet cmdlet, string path)
    {
        try
        {
            string full = cmdlet.SessionState.Path
                .GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            CheckProvider(provider, path);
            return full;
        }
        catch (Exception e) when (e is SessionStateException or PSArgumentException or NotSupportedException)
        {
            throw NoPlace(path);
        }
    }

    private static IReadOnlyList<string> Matches(PSCmdlet cmdlet, string path)
    {
        try
        {
            IReadOnlyList<string> found = cmdlet.GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider);
            CheckProvider(provider, path);
            return found;
        }
        catch (ItemNotFoundException)
        {
            throw NotFound(path);
        }
        catch (Exception e) when (e is SessionStateException or PSArgumentException or NotSupportedException)
        {
            throw NoPlace(path);
        }
    }

    private static void CheckProvider(ProviderInfo provider, string path)
    {
        if (provider.Name != "FileSystem")
        {
            throw new FineTuneException("PathNotFileSystem", $"'{path}' is a path of {provider.Name}, not of a file.")
            {
                Target = path,
            };
        }
    }

    private static FineTuneException NoPlace(string path)
        => new("PathNotFound", $"'{path}' is no path here: there is no such drive or provider.") { Target = path };

    private static FineTuneException NotFound(string path)
        => new("PathNotFound", $"There is no file '{path}'.") { Target = path };
}
