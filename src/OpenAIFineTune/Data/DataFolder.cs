namespace OpenAIFineTune.Data;

/// <summary>Where the module keeps what outlives a session: prepared data, the record of uploads, the local engine's state.</summary>
internal static class DataFolder
{
    /// <summary>Names another folder, for tests and for machines with a small home.</summary>
    public const string Variable = "OPENAIFINETUNE_HOME";

    /// <summary>The folder; it may not exist yet.</summary>
    public static string Path => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } chosen
        ? System.IO.Path.GetFullPath(chosen)
        : System.IO.Path.Combine(
            Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
            "OpenAIFineTune");
}
