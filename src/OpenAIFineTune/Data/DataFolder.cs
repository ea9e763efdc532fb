namespace OpenAIFineTune.Data;

/// <summary>
/// Where the module keeps what outlives a session: prepared data, the record of uploads, the local engine's state.
/// </summary>
internal static class DataFolder
{
    /// <summary>Names another folder for all of it.</summary>
    public const string Variable = "OPENAIFINETUNE_HOME";

    /// <summary>Names another folder for the local engine's state alone.</summary>
    public const string EngineVariable = "OPENAIFINETUNE_STATE";

    /// <summary>The folder; it may not exist yet.</summary>
    public static string Path => Named(Variable) ?? System.IO.Path.Combine(
        Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "OpenAIFineTune");

    /// <summary>The local engine's folder, for a caller who names none.</summary>
    public static string EngineState => Named(EngineVariable) ?? System.IO.Path.Combine(Path, "local");

    private static string? Named(string variable)
        => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } named
            ? System.IO.Path.GetFullPath(named)
            : null;
}
