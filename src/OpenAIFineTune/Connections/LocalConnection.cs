using OpenAIFineTune.Data;
using OpenAIFineTune.Local;

namespace OpenAIFineTune.Connections;

/// <summary>Makes connections to the engine in this process.</summary>
internal static class LocalConnection
{
    /// <param name="name">The connection's name; null for the provider's.</param>
    /// <param name="statePath">The engine's folder; null for the default one.</param>
    public static FineTuneConnection Create(string? name, string? statePath)
    {
        LocalEngine engine = LocalEngine.Open(statePath ?? DataFolder.EngineState);
        return new FineTuneConnection
        {
            Name = name ?? nameof(FineTuneProvider.Local),
            Provider = FineTuneProvider.Local,
            BaseUri = LocalEngine.BaseUri,
            StatePath = engine.StatePath,
            Handler = engine.CreateHandler(),
            Profile = ServiceProfiles.Local,
            Notices = [.. EngineNotices.Of(engine)],
        };
    }
}
