using System.Security.Cryptography;
using System.Text;

namespace OpenAIFineTune.Protocol.Server;

/// <summary>The key of a server, of which only a hash is kept.</summary>
internal sealed class ServerKey(string key)
{
    /// <summary>The header that clients of Azure show the key in; the others have <c>Authorization</c>.</summary>
    public const string Header = "api-key";

    private const string Alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private const string Scheme = "Bearer ";
    private const int StrongLength = 20;
    private const int StrongVariety = 8;

    private readonly byte[] _hash = Hash(key);

    public static string Generate() => "sk-local-" + RandomNumberGenerator.GetString(Alphabet, 40);

    /// <summary>True for a key that can be guessed by trying.</summary>
    public static bool IsWeak(string key) => key.Length < StrongLength || key.Distinct().Count() < StrongVariety;

    /// <summary>Why a request is refused; null for one that shows the key.</summary>
    public RequestFailure? Refuse(RequestHead head)
    {
        string? authorization = head["Authorization"];
        bool isBearer = authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) == true;
        string? shown = isBearer ? authorization![Scheme.Length..].Trim() : head[Header];
        return shown is not null && Fits(shown) ? null
            : (shown ?? authorization) is null
                ? new RequestFailure(401, "You didn't provide an API key. Send it as 'Authorization: Bearer KEY'.")
                {
                    Code = "missing_api_key",
                }
                : new RequestFailure(401, "Incorrect API key provided.") { Code = "invalid_api_key" };
    }

    // In constant time, so that the answer's speed says nothing about the key.
    private bool Fits(string shown) => CryptographicOperations.FixedTimeEquals(_hash, Hash(shown));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
