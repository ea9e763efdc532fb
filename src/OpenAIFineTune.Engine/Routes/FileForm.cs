using OpenAIFineTune.Engine.Store;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>A form with one file, which goes straight to the disk, and plain fields before and after it.</summary>
internal sealed record FileForm(string FileName, long Bytes, IReadOnlyDictionary<string, string> Fields)
{
    private const int MaxParts = 32;
    private const long MaxOverhead = 4 * 1024 * 1024;

    public static async Task<FileForm> ReadAsync(
        ProtocolRequest request, string fileField, string targetPath, long maxBytes, CancellationToken cancellation)
    {
        Dictionary<string, string> fields = [];
        string? fileName = null;
        long bytes = 0;
        int count = 0;
        MultipartReader parts = request.ReadParts(maxBytes + MaxOverhead);
        while (await parts.NextAsync(cancellation).ConfigureAwait(false) is MultipartPart part)
        {
            count++;
            if (count > MaxParts || fields.ContainsKey(part.Name) || (part.Name == fileField && fileName is not null))
            {
                throw RequestFailure.Invalid(part.Name, $"The form has '{part.Name}' twice, or over {MaxParts} parts.");
            }

            if (part.Name != fileField)
            {
                fields[part.Name] = await part.ReadTextAsync(cancellation).ConfigureAwait(false);
                continue;
            }

            using FileStream target = StateFile.Create(targetPath, FileOptions.Asynchronous);
            bytes = await part.CopyToAsync(target, maxBytes, cancellation).ConfigureAwait(false);
            fileName = part.FileName ?? "upload";
        }

        return fileName is null ? throw RequestFailure.Missing(fileField) : new FileForm(fileName, bytes, fields);
    }
}
