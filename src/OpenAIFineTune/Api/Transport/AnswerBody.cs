using System.Text;
using System.Text.Unicode;

namespace OpenAIFineTune.Api.Transport;

/// <summary>An answer's body in memory, as UTF-8, in whichever encoding the service sent it.</summary>
internal static class AnswerBody
{
    /// <summary>Reads a body to its end.</summary>
    public static async Task<byte[]> ReadAsync(Stream body, string? charset, CancellationToken cancellation)
    {
        using MemoryStream whole = new();
        await body.CopyToAsync(whole, cancellation).ConfigureAwait(false);
        return ToUtf8(whole.ToArray(), charset);
    }

    /// <summary>The bytes as UTF-8 without a byte order mark; what is no text in any encoding becomes U+FFFD.</summary>
    public static byte[] ToUtf8(byte[] bytes, string? charset)
    {
        // Servers that name another encoding often send UTF-8 all the same; only UTF-16 can be mistaken for it.
        bool isWide = charset?.Contains("16", StringComparison.Ordinal) == true;
        return isWide || !Utf8.IsValid(bytes)
            ? Encoding.UTF8.GetBytes(EncodingOf(charset).GetString(bytes).TrimStart('\uFEFF'))
            : bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
    }

    private static Encoding EncodingOf(string? charset)
    {
        string name = charset?.Trim('"', '\'', ' ') ?? "";
        try
        {
            // Windows' western encodings are Latin-1 but for a few signs, and are not in the runtime.
            return name.StartsWith("windows-125", StringComparison.OrdinalIgnoreCase) ? Encoding.Latin1
                : name.Length > 0 ? Encoding.GetEncoding(name) : Encoding.UTF8;
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8;
        }
    }
}
