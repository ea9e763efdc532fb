using System.Security;

namespace OpenAIFineTune.Services;

/// <summary>
/// A key or token. It is kept as a SecureString (encrypted on Windows only: hygiene, not security) and decoded just
/// before a header is written.
/// </summary>
internal sealed class ApiCredential
{
    private const string Masked = "***";

    private readonly Func<CancellationToken, Task<SecureString>>? _fetch;
    private readonly SemaphoreSlim _fetching = new(1, 1);
    private SecureString? _secret;

    public ApiCredential(SecureString secret) => _secret = secret;

    /// <param name="fetch">Gets a token when there is none yet, and a fresh one when it was refused.</param>
    public ApiCredential(Func<CancellationToken, Task<SecureString>> fetch) => _fetch = fetch;

    /// <summary>True when a refused token can be replaced.</summary>
    public bool CanRefresh => _fetch is not null;

    /// <summary>The key or token, in the clear: for a header, nothing else.</summary>
    public async Task<string> RevealAsync(CancellationToken cancellation)
    {
        SecureString secret = _secret ?? await RefreshAsync(refused: null, cancellation).ConfigureAwait(false);
        return Decode(secret);
    }

    /// <summary>Gets a fresh token in place of the refused one; requests in parallel share it.</summary>
    public async Task<SecureString> RefreshAsync(string? refused, CancellationToken cancellation)
    {
        await _fetching.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_secret is null || Decode(_secret) == refused)
            {
                _secret = await _fetch!(cancellation).ConfigureAwait(false);
            }

            return _secret;
        }
        finally
        {
            _ = _fetching.Release();
        }
    }

    /// <summary>True when the key stands in a text in UTF-8; not one that is too short.</summary>
    public bool IsIn(ReadOnlySpan<byte> text, int shortest)
        => _secret is not null && Decode(_secret) is string secret && secret.Length >= shortest
            && text.IndexOf(Encoding.UTF8.GetBytes(secret)) >= 0;

    /// <summary>How much of a text's end may be the start of the key; not of one that is too short.</summary>
    public int StartAtEndOf(string text, int shortest)
    {
        string secret = _secret is null ? "" : Decode(_secret);
        return secret.Length >= shortest ? TextEnd.StartOf(secret, text) : 0;
    }

    /// <summary>Takes the key out of what a service sent, in case it echoed it; not one that is too short.</summary>
    public string Mask(string text, int shortest = 1)
    {
        string secret = _secret is null ? "" : Decode(_secret);
        return secret.Length >= shortest ? text.Replace(secret, Masked, StringComparison.Ordinal) : text;
    }

    private static string Decode(SecureString secret) => new NetworkCredential("", secret).Password;
}
