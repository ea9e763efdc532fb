using System.Security.Cryptography;
using System.Text;

namespace OpenAIFineTune.Local.Server;

/// <summary>The key of a server, of which only a hash is kept.</summary>
internal sealed class ServerKey
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private const string Scheme = "Bearer ";

    private readonly byte[] _hash;

    public ServerKey(string key) => _hash = Hash(key);

    public static string Generate() => "sk-local-" + RandomNumberGenerator.GetString(Alphabet, 40);

    /// <summary>Compares in constant time, so that the answer's speed says nothing about the key.</summary>
    public bool Fits(string? authorization)
        => authorization is not null
            && authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(_hash, Hash(authorization[Scheme.Length..].Trim()));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
