using OpenAIFineTune.Data;
using OpenAIFineTune.Engine;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.PowerShell.Session;

/// <summary>Makes connections to the engine in this process.</summary>
internal static class LocalConnection
{
    /// <summary>The models that training starts from.</summary>
    public static IReadOnlyList<string> BaseModels => LocalEngine.BuiltIn.Bases;

    /// <param name="name">The connection's name; null for the provider's.</param>
    /// <param name="statePath">The engine's folder; null for the default one.</param>
    public static FineTuneConnection Create(string? name, string? statePath)
    {
        LocalEngine engine = Open(statePath);
        return new FineTuneConnection
        {
            Name = name ?? ServiceProfiles.Local.Name,
            BaseUri = LocalEngine.BaseUri,
            StatePath = engine.StatePath,
            Handler = engine.CreateHandler(),
            KnownModels = () => [.. BaseModels, .. engine.NewestModels()],
            Profile = ServiceProfiles.Local,
            Notices = [.. EngineNotices.Of(engine)],
        };
    }

    /// <summary>The engine of a folder; null for the default one.</summary>
    public static LocalEngine Open(string? statePath)
    {
        string folder = statePath ?? DataFolder.EngineState;
        try
        {
            return LocalEngine.Open(folder);
        }
        catch (IOException e)
        {
            throw new FineTuneException(
                "FileAccessFailed", $"The local engine can't use '{folder}' as its folder: a file has that name, "
                    + "the disk is full or read-only, or the system makes no folders there.", e)
            {
                Target = folder,
                Advice = "Name another folder with -StatePath.",
            };
        }
    }
}
