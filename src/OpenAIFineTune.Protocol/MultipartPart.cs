using System.Net.Http.Headers;
using System.Text;

namespace OpenAIFineTune.Protocol;

/// <summary>One part of a multipart body.</summary>
internal sealed class MultipartPart(MultipartReader reader, ContentDispositionHeaderValue disposition)
{
    private const int MaxTextBytes = 64 * 1024;

    public string Name { get; } = disposition.Name?.Trim('"') ?? "";

    /// <summary>The name that the sender gave the file; null for a plain field. Never used as a path.</summary>
    public string? FileName { get; } = disposition.FileNameStar ?? disposition.FileName?.Trim('"');

    /// <summary>Reads a plain field.</summary>
    public async Task<string> ReadTextAsync(CancellationToken cancellation)
    {
        using MemoryStream text = new();
        _ = await CopyToAsync(text, MaxTextBytes, cancellation).ConfigureAwait(false);
        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    /// <summary>Copies the part's body; more than <paramref name="limit"/> bytes are refused.</summary>
    public async Task<long> CopyToAsync(Stream target, long limit, CancellationToken cancellation)
    {
        byte[] buffer = new byte[64 * 1024];
        long total = 0;
        int count;
        while ((count = await reader.ReadBodyAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
        {
            total += count;
            if (total > limit)
            {
                throw new RequestFailure(413, $"'{Name}' is larger than the limit of {limit} bytes.") { Param = Name };
            }

            await target.WriteAsync(buffer.AsMemory(0, count), cancellation).ConfigureAwait(false);
        }

        return total;
    }
}
