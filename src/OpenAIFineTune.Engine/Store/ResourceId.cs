using System.Security.Cryptography;

namespace OpenAIFineTune.Engine.Store;

/// <summary>The ids of stored resources. A valid one is a file name that is safe on every system.</summary>
internal static class ResourceId
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
    private const int Length = 24;
    private const int ModelLength = 8;

    public static string New(string prefix) => prefix + RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>The short id that ends a model's name.</summary>
    public static string NewModel() => RandomNumberGenerator.GetString(Alphabet, ModelLength);

    /// <summary>True for a short id that this engine could have made.</summary>
    public static bool IsModel(string? id) => id?.Length == ModelLength && id.AsSpan().IndexOfAnyExcept(Alphabet) < 0;

    /// <summary>True for an id that this engine could have made.</summary>
    public static bool IsValid(string id, string prefix)
        => id.Length == prefix.Length + Length
            && id.StartsWith(prefix, StringComparison.Ordinal)
            && id.AsSpan(prefix.Length).IndexOfAnyExcept(Alphabet) < 0;
}
